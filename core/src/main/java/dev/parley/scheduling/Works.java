package dev.parley.scheduling;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import java.util.Map;
import java.util.Set;

/** Makes of a plan's tasks what a scheduler looks at. */
public final class Works {

  private Works() {}

  /**
   * A plan's graph.
   *
   * @param seconds expected of each task, all its attempts together; a task without takes one
   */
  public static WorkGraph of(TaskGraph graph, Map<TaskId, Double> seconds) {
    return WorkGraph.of(
        graph.tasks().stream()
            .map(task -> work(task, seconds.getOrDefault(task.id(), 1.0)))
            .toList());
  }

  /** Each task taken to be as long as any other. */
  public static WorkGraph unestimated(TaskGraph graph) {
    return of(graph, Map.of());
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
