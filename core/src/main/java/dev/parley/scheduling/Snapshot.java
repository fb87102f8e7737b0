package dev.parley.scheduling;

import static dev.parley.model.Require.require;

import dev.parley.model.TaskId;
import dev.parley.planning.TaskGraph;
import java.util.List;

/**
 * All a scheduling decision may look at.
 *
 * @param ready tasks whose dependencies have landed and that nobody works on, in plan order
 * @param running tasks that take up a slot now
 * @param slots how many may run at a time
 */
public record Snapshot(TaskGraph graph, List<TaskId> ready, int running, int slots) {

  public Snapshot {
    ready = List.copyOf(ready);
    require(running >= 0, "running is negative: %d", running);
    require(slots >= 1, "slots must be at least 1: %d", slots);
  }

  /** How many more may start. */
  public int free() {
    return Math.max(0, slots - running);
  }
}
