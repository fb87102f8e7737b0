package dev.parley.scheduling;

import static dev.parley.model.Require.require;

/**
 * What a machine has and how much of it is taken; in a container, what the container may use.
 *
 * @param cores how many processors, or parts of one, may be used
 * @param cpuPercent work that runs or waits for a processor: 100 is all cores busy and nothing
 *     waiting, 150 that something waits half of the time as well
 * @param memoryBytes all of it
 * @param freeBytes of memory, caches that can be dropped included
 * @param someStalledPercent of the last ten seconds in which some work waited for memory (PSI)
 * @param fullStalledPercent of the last ten seconds in which all work did
 * @param childrenBytes of memory that agents and checks of this process use
 * @param childrenCores processors that they use
 * @param diskFreeBytes where worktrees are
 */
public record Machine(
    double cores,
    double cpuPercent,
    long memoryBytes,
    long freeBytes,
    double someStalledPercent,
    double fullStalledPercent,
    long childrenBytes,
    double childrenCores,
    long diskFreeBytes) {

  public Machine {
    require(cores > 0, "a machine without a processor: %f", cores);
    require(memoryBytes > 0, "a machine without memory: %d", memoryBytes);
  }

  /** Reads the machine this process runs on. */
  @FunctionalInterface
  public interface Sensor {

    /** As it is now; takes milliseconds. Never fails: what cannot be read is plenty. */
    Machine read();
  }
}
