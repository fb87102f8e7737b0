package dev.parley.analytics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Tasks that have something in common.
 *
 * @param name what it is: a run, a model, a type and so on
 * @param success how many of the counted ones merged, with its interval
 * @param spending on all of them, counted or not
 */
public record Group(String name, Figures figures, Wilson success, Spending spending) {

  /** By what the function says of each task, in the order in which it first says it. */
  static List<Group> by(Collection<TaskRecord> tasks, Function<TaskRecord, String> what) {
    Map<String, List<TaskRecord>> parts = new LinkedHashMap<>();
    tasks.forEach(
        task -> parts.computeIfAbsent(what.apply(task), _ -> new ArrayList<>()).add(task));
    return parts.entrySet().stream().map(part -> of(part.getKey(), part.getValue())).toList();
  }

  private static Group of(String name, List<TaskRecord> tasks) {
    var figures = Figures.of(tasks);
    return new Group(
        name,
        figures,
        Wilson.of(figures.completedTasks(), figures.totalTasks()),
        tasks.stream().map(TaskRecord::spending).reduce(Spending.NONE, Spending::plus));
  }
}
