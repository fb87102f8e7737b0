package dev.parley.app.server.dashboard;

import dev.parley.app.server.dashboard.graph.CriticalPath;
import dev.parley.app.server.dashboard.graph.Drawing;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.CodingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;

/**
 * The task graph, drawn.
 *
 * @param path what the critical path is, in words
 */
public record GraphView(
    int width, int height, boolean collapsed, List<Node> nodes, List<Edge> edges, String path) {

  private static final double UNKNOWN_SECONDS = 300;
  private static final int TITLE = 27;
  private static final int PATH_TASKS_SHOWN = 12;

  /**
   * A box.
   *
   * @param task its id; of a box that stands for many, that of the first
   * @param label for who does not see the drawing
   * @param bar of a box that stands for many; empty for one task
   */
  public record Node(
      String task,
      String name,
      String title,
      StatusMark mark,
      int x,
      int y,
      int width,
      int height,
      boolean critical,
      boolean selected,
      String label,
      Optional<Bar> bar) {}

  /** A line from a task to one that waits for it. */
  public record Edge(String path, boolean critical, boolean done) {}

  /**
   * The graph of a run that has a plan.
   *
   * @param drawing lays the plan out
   */
  static GraphView of(
      RunState state, Function<List<CodingTask>, Drawing> drawing, Optional<TaskId> selected) {
    var tasks = state.graph().tasks();
    var critical = CriticalPath.of(tasks, task -> seconds(state, task.id()));
    var drawn = drawing.apply(tasks);
    var byId = state.graph().byId();
    var nodes = new ArrayList<Node>();
    for (var box : drawn.boxes()) {
      nodes.add(
          box.name().isEmpty()
              ? one(
                  state,
                  Objects.requireNonNull(byId.get(box.tasks().getFirst())),
                  box,
                  critical,
                  selected)
              : many(state, box, critical, selected));
    }
    var edges =
        drawn.lines().stream()
            .map(line ->
                new Edge(
                    line.path(),
                    !drawn.collapsed() && follows(critical, line.from(), line.to()),
                    state.status(line.from()) == TaskStatus.MERGED))
            .sorted(java.util.Comparator.comparing(Edge::critical))
            .toList();
    return new GraphView(
        drawn.width(), drawn.height(), drawn.collapsed(), nodes, edges, words(critical));
  }

  private static double seconds(RunState state, TaskId task) {
    return state
        .draft()
        .estimate(task)
        .map(estimate -> Math.max(1, estimate.seconds().mean()))
        .orElse(UNKNOWN_SECONDS);
  }

  private static Node one(
      RunState state,
      CodingTask task,
      Drawing.Box box,
      SequencedSet<TaskId> critical,
      Optional<TaskId> selected) {
    var mark = StatusMark.of(state.status(task.id()));
    boolean onPath = critical.contains(task.id());
    String title = Wording.line(task.title(), 200);
    String label =
        "%s %s: %s%s%s"
            .formatted(
                task.id(),
                title,
                mark.words(),
                stage(state, task.id()).map(stage -> ", " + stage).orElse(""),
                onPath ? ", on the critical path" : "");
    return new Node(
        task.id().value(),
        Wording.line(task.id().value(), 12) + stage(state, task.id()).map(s -> " " + s).orElse(""),
        Wording.line(title, TITLE),
        mark,
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        onPath,
        selected.equals(Optional.of(task.id())),
        label,
        Optional.empty());
  }

  private static Node many(
      RunState state, Drawing.Box box, SequencedSet<TaskId> critical, Optional<TaskId> selected) {
    var statuses = box.tasks().stream().map(state::status).toList();
    var bar = Bar.of(statuses);
    String name = box.name() + ": " + Wording.plural(box.tasks().size(), "task");
    return new Node(
        box.tasks().getFirst().value(),
        name,
        "",
        bar.parts().size() == 1
            ? bar.parts().getFirst().mark()
            : new StatusMark("mixed", "", "mixed"),
        box.x(),
        box.y(),
        box.width(),
        box.height(),
        box.tasks().stream().anyMatch(critical::contains),
        selected.filter(box.tasks()::contains).isPresent(),
        name + ": " + bar.words(),
        Optional.of(bar));
  }

  private static Optional<String> stage(RunState state, TaskId task) {
    return Optional.ofNullable(state.tasks().get(task))
        .filter(view -> view.inFlight())
        .flatMap(view -> view.last())
        .map(attempt -> attempt.state().inWord());
  }

  private static boolean follows(SequencedSet<TaskId> path, TaskId from, TaskId to) {
    var order = List.copyOf(path);
    int at = order.indexOf(from);
    return at >= 0 && at + 1 < order.size() && order.get(at + 1).equals(to);
  }

  private static String words(SequencedSet<TaskId> critical) {
    var shown = critical.stream().limit(PATH_TASKS_SHOWN).map(TaskId::value).toList();
    int more = critical.size() - shown.size();
    return String.join(" → ", shown) + (more > 0 ? " and " + more + " more" : "");
  }
}
