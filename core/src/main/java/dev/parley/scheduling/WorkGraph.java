package dev.parley.scheduling;

import static dev.parley.model.Require.require;

import dev.parley.model.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Tasks, what waits for what, and how urgent each is. Built once a plan: all that depends on the
 * graph alone is worked out here.
 */
public final class WorkGraph {

  private final Map<TaskId, Work> byId = new LinkedHashMap<>();
  private final Map<TaskId, List<TaskId>> dependents = new HashMap<>();
  private final Map<TaskId, Double> ranks = new HashMap<>();
  private final Map<TaskId, Integer> places = new HashMap<>();

  private WorkGraph(Collection<Work> works) {
    for (var work : works) {
      require(byId.putIfAbsent(work.id(), work) == null, "%s is there twice", work.id());
      places.put(work.id(), places.size());
    }
    for (var work : works) {
      for (var dependency : work.dependencies().stream().distinct().toList()) {
        require(byId.containsKey(dependency), "%s needs unknown %s", work.id(), dependency);
        dependents.computeIfAbsent(dependency, _ -> new ArrayList<>()).add(work.id());
      }
    }
    rank();
  }

  /**
   * A graph of the tasks, in plan order.
   *
   * @throws IllegalArgumentException on a repeated id, an unknown dependency or a circle
   */
  public static WorkGraph of(Collection<Work> works) {
    var graph = new WorkGraph(works);
    require(graph.onCircle().isEmpty(), "%s depends on itself", graph.onCircle());
    return graph;
  }

  /** A task that depends on itself through others; empty if there is none. */
  static Optional<TaskId> onCircle(Collection<Work> works) {
    return new WorkGraph(works).onCircle();
  }

  private Optional<TaskId> onCircle() {
    var at = byId.keySet().stream().filter(id -> !ranks.containsKey(id)).findFirst();
    var seen = new HashSet<TaskId>();
    while (at.isPresent() && seen.add(at.get())) {
      // What could not be ranked has something behind it that could not be ranked either.
      at = dependents(at.get()).stream().filter(id -> !ranks.containsKey(id)).findFirst();
    }
    return at;
  }

  /** In plan order. */
  public Collection<Work> works() {
    return byId.values();
  }

  /**
   * The task of that id.
   *
   * @throws NullPointerException if there is none
   */
  public Work work(TaskId id) {
    return Objects.requireNonNull(byId.get(id));
  }

  /** Where the task stands in the plan, from 0. */
  int place(TaskId id) {
    return Objects.requireNonNull(places.get(id));
  }

  /** What waits for this task directly. */
  public List<TaskId> dependents(TaskId id) {
    return dependents.getOrDefault(id, List.of());
  }

  /**
   * Upward rank: expected seconds of work on the longest path from this task to the end, itself
   * included (Topcuoglu et al., HEFT, 2002).
   */
  public double rank(TaskId id) {
    return Objects.requireNonNull(ranks.get(id));
  }

  /** Expected seconds that no number of slots can shorten. */
  public double criticalPath() {
    return ranks.values().stream().mapToDouble(rank -> rank).max().orElse(0);
  }

  /** From the leaves backwards: a task is ranked once all that wait for it are. */
  private void rank() {
    var open = new HashMap<TaskId, Integer>();
    byId.keySet().forEach(id -> open.put(id, dependents(id).size()));
    var next = new ArrayDeque<TaskId>();
    open.forEach((id, count) -> addIfZero(next, id, count));
    while (!next.isEmpty()) {
      var work = work(next.remove());
      double behind = 0;
      for (var dependent : dependents(work.id())) {
        behind = Math.max(behind, rank(dependent));
      }
      ranks.put(work.id(), behind + work.seconds());
      for (var dependency : work.dependencies().stream().distinct().toList()) {
        addIfZero(next, dependency, open.merge(dependency, -1, Integer::sum));
      }
    }
  }

  private static void addIfZero(ArrayDeque<TaskId> next, TaskId id, int count) {
    if (count == 0) {
      next.add(id);
    }
  }
}
