package dev.parley.scheduling;

import dev.parley.estimation.Estimate;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Makes of a plan's tasks what a scheduler looks at. */
public final class Works {

  private Works() {}

  /**
   * A plan's graph.
   *
   * @param estimates of its tasks; one without is taken to take a second
   */
  public static WorkGraph of(TaskGraph graph, Collection<Estimate> estimates) {
    var seconds = new HashMap<TaskId, Double>();
    estimates.forEach(of -> seconds.put(new TaskId(of.task()), of.seconds().mean()));
    return WorkGraph.of(
        graph.tasks().stream()
            .map(task -> work(task, seconds.getOrDefault(task.id(), 1.0)))
            .toList());
  }

  /** Each task taken to be as long as any other. */
  public static WorkGraph unestimated(TaskGraph graph) {
    return of(graph, List.of());
  }

  private static Work work(CodingTask task, double seconds) {
    return new Work(
        task.id(), task.dependencies(), Set.copyOf(task.files()), family(task), seconds);
  }

  /** Tasks of one type that touch one folder are told the same things about it first. */
  private static String family(CodingTask task) {
    return task.files().stream()
        .findFirst()
        .map(file -> task.type().wireName() + " in " + folder(file))
        .orElse("");
  }

  private static String folder(String file) {
    int slash = file.lastIndexOf('/');
    return slash < 0 ? "." : file.substring(0, slash);
  }
}
