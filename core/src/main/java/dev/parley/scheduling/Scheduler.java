package dev.parley.scheduling;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Critical path first: of the ready tasks, those with the most work behind them start. Never leaves
 * a slot free while a task is ready. Pure; equal snapshots give equal placements.
 */
public final class Scheduler {

  /** The tasks to start now, most urgent first; at most as many as there are free slots. */
  public List<TaskId> place(Snapshot snapshot) {
    if (snapshot.free() == 0 || snapshot.ready().isEmpty()) {
      return List.of();
    }
    var ranks = ranks(snapshot.graph());
    var ordered = new ArrayList<>(snapshot.ready());
    // A stable sort: among equals the plan's order decides.
    ordered.sort(Comparator.comparing((TaskId id) -> ranks.getOrDefault(id, 0)).reversed());
    return List.copyOf(ordered.subList(0, Math.min(snapshot.free(), ordered.size())));
  }

  /** For each task the number of tasks on the longest path from it to the end, itself included. */
  public static Map<TaskId, Integer> ranks(TaskGraph graph) {
    var dependents = new HashMap<TaskId, List<TaskId>>();
    var unranked = new HashMap<TaskId, Integer>();
    for (CodingTask task : graph.tasks()) {
      unranked.putIfAbsent(task.id(), 0);
      for (var dependency : task.dependencies().stream().distinct().toList()) {
        dependents.computeIfAbsent(task.id(), _ -> new ArrayList<>()).add(dependency);
        unranked.merge(dependency, 1, Integer::sum);
      }
    }
    // From the leaves backwards: a task is ranked once all that depend on it are.
    var ranks = new HashMap<TaskId, Integer>();
    var next = new ArrayList<TaskId>();
    unranked.forEach((id, count) -> addIfZero(next, id, count));
    for (int i = 0; i < next.size(); i++) {
      var id = next.get(i);
      int rank = ranks.merge(id, 1, Math::max);
      for (var dependency : dependents.getOrDefault(id, List.of())) {
        ranks.merge(dependency, rank + 1, Math::max);
        addIfZero(next, dependency, unranked.merge(dependency, -1, Integer::sum));
      }
    }
    return ranks;
  }

  private static void addIfZero(List<TaskId> next, TaskId id, int count) {
    if (count == 0) {
      next.add(id);
    }
  }
}
