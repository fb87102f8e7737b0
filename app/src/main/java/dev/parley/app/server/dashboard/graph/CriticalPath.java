package dev.parley.app.server.dashboard.graph;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The chain of tasks that takes longest: no plan is done sooner than it. */
public final class CriticalPath {

  private CriticalPath() {}

  /**
   * Finds it.
   *
   * @param tasks of a valid graph
   * @param length of each, positive
   * @return from the first to the last; of chains of the same length one, always the same
   */
  public static SequencedSet<TaskId> of(
      List<CodingTask> tasks, ToDoubleFunction<CodingTask> length) {
    Map<TaskId, Double> ends = new HashMap<>();
    Map<TaskId, TaskId> before = new HashMap<>();
    for (var task : topological(tasks)) {
      double start = 0;
      for (var dependency : task.dependencies()) {
        double end = Objects.requireNonNull(ends.get(dependency));
        if (end > start) {
          start = end;
          before.put(task.id(), dependency);
        }
      }
      ends.put(task.id(), start + length.applyAsDouble(task));
    }
    var path = new LinkedHashSet<TaskId>();
    var last =
        tasks.stream()
            .map(CodingTask::id)
            .reduce((one, other) -> end(ends, other) > end(ends, one) ? other : one);
    while (last.isPresent() && path.add(last.get())) {
      last = java.util.Optional.ofNullable(before.get(last.get()));
    }
    return path.reversed();
  }

  private static double end(Map<TaskId, Double> ends, TaskId task) {
    return Objects.requireNonNull(ends.get(task));
  }

  /** How many steps each task is away from those that need nothing. */
  static Map<TaskId, Integer> levels(List<CodingTask> tasks) {
    var levels = new HashMap<TaskId, Integer>();
    for (var task : topological(tasks)) {
      int level =
          task.dependencies().stream()
              .mapToInt(id -> Objects.requireNonNull(levels.get(id)) + 1)
              .max()
              .orElse(0);
      levels.put(task.id(), level);
    }
    return levels;
  }

  /** Dependencies first, without recursion: a chain may be thousands long. */
  private static List<CodingTask> topological(List<CodingTask> tasks) {
    Map<TaskId, List<CodingTask>> dependents = new HashMap<>();
    Map<TaskId, Integer> open = new HashMap<>();
    var free = new ArrayDeque<CodingTask>();
    for (var task : tasks) {
      var dependencies = Set.copyOf(task.dependencies());
      dependencies.forEach(id -> dependents.computeIfAbsent(id, _ -> new ArrayList<>()).add(task));
      open.put(task.id(), dependencies.size());
      if (dependencies.isEmpty()) {
        free.add(task);
      }
    }
    var order = new ArrayList<CodingTask>();
    while (!free.isEmpty()) {
      var task = free.remove();
      order.add(task);
      for (var dependent : dependents.getOrDefault(task.id(), List.of())) {
        if (open.merge(dependent.id(), -1, Integer::sum) == 0) {
          free.add(dependent);
        }
      }
    }
    return order;
  }
}
