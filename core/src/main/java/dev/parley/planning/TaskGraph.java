package dev.parley.planning;

import static dev.parley.model.Require.require;

import dev.parley.model.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks in the order they were planned. Always valid: unique ids, known dependencies, no cycle.
 * {@link PlanDefects} says what is wrong with a list that is not.
 */
public record TaskGraph(List<CodingTask> tasks) {

  public TaskGraph {
    tasks = List.copyOf(tasks);
    var defects = PlanDefects.ofGraph(tasks);
    require(defects.isEmpty(), "not a task graph: %s", defects);
  }

  /**
   * The task of that id.
   *
   * @throws IllegalArgumentException if there is none
   */
  public CodingTask task(TaskId id) {
    return tasks.stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no task " + id));
  }

  /** Whether there is such a task. */
  public boolean contains(TaskId id) {
    return tasks.stream().anyMatch(task -> task.id().equals(id));
  }

  public Map<TaskId, CodingTask> byId() {
    var byId = new LinkedHashMap<TaskId, CodingTask>();
    tasks.forEach(task -> byId.put(task.id(), task));
    return byId;
  }
}
