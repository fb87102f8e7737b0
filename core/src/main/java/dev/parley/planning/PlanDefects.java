package dev.parley.planning;

import dev.parley.model.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in words what keeps a list of tasks from being a graph that can be carried out. Pure. */
public final class PlanDefects {

  /** More tasks than this are refused: no meeting decides as much. */
  public static final int MAX_TASKS = 10_000;

  private PlanDefects() {}

  /**
   * A defect.
   *
   * @param task the task it is about; the list's first if it is about all of them
   */
  public record Defect(String task, String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  /** Defects of the graph's shape: empty, duplicate ids, unknown dependencies, cycles. */
  public static List<Defect> ofGraph(List<CodingTask> tasks) {
    var defects = new ArrayList<Defect>();
    if (tasks.isEmpty()) {
      defects.add(new Defect("", "the plan has no task"));
    }
    if (tasks.size() > MAX_TASKS) {
      defects.add(new Defect("", "the plan has " + tasks.size() + " tasks; at most " + MAX_TASKS));
    }
    var byId = new LinkedHashMap<TaskId, CodingTask>();
    var foldedIds = new HashSet<String>();
    for (var task : tasks) {
      boolean fresh = byId.putIfAbsent(task.id(), task) == null;
      if (!fresh || !foldedIds.add(task.id().value().toLowerCase(java.util.Locale.ROOT))) {
        defects.add(new Defect(task.id().value(), "task id " + task.id() + " is used twice"));
      }
    }
    for (var task : tasks) {
      for (var dependency : task.dependencies()) {
        if (!byId.containsKey(dependency)) {
          defects.add(
              new Defect(
                  task.id().value(),
                  "task " + task.id() + " depends on " + dependency + ", which does not exist"));
        }
      }
    }
    defects.addAll(cycles(byId));
    return defects;
  }

  /** Kahn's algorithm: what cannot be ordered is on a cycle or behind one. */
  private static List<Defect> cycles(Map<TaskId, CodingTask> byId) {
    var waitingFor = new HashMap<TaskId, Integer>();
    var dependents = new HashMap<TaskId, List<TaskId>>();
    for (var task : byId.values()) {
      Set<TaskId> known = new HashSet<>(task.dependencies());
      known.retainAll(byId.keySet());
      waitingFor.put(task.id(), known.size());
      known.forEach(d -> dependents.computeIfAbsent(d, _ -> new ArrayList<>()).add(task.id()));
    }
    var ready = new ArrayDeque<TaskId>();
    waitingFor.forEach((id, count) -> addIfZero(ready, id, count));
    while (!ready.isEmpty()) {
      var done = ready.remove();
      waitingFor.remove(done);
      for (var next : dependents.getOrDefault(done, List.of())) {
        addIfZero(ready, next, waitingFor.merge(next, -1, Integer::sum));
      }
    }
    if (waitingFor.isEmpty()) {
      return List.of();
    }
    var cycle = oneCycle(byId, waitingFor.keySet());
    return List.of(
        new Defect(
            cycle.getFirst().value(), "tasks depend on each other in a circle: " + shown(cycle)));
  }

  private static void addIfZero(ArrayDeque<TaskId> ready, TaskId id, int count) {
    if (count == 0) {
      ready.add(id);
    }
  }

  private static List<TaskId> oneCycle(Map<TaskId, CodingTask> byId, Set<TaskId> stuck) {
    var path = new ArrayList<TaskId>();
    var at = stuck.stream().sorted().findFirst().orElseThrow();
    while (!path.contains(at)) {
      path.add(at);
      at =
          java.util.Objects.requireNonNull(byId.get(at)).dependencies().stream()
              .filter(stuck::contains)
              .findFirst()
              .orElseThrow();
    }
    var cycle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
    cycle.add(at);
    return cycle;
  }

  private static String shown(List<TaskId> cycle) {
    return String.join(" -> ", cycle.stream().map(TaskId::value).toList());
  }
}
