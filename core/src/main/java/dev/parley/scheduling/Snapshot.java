package dev.parley.scheduling;

import static dev.parley.model.Require.require;

import java.util.Collection;
import java.util.List;

/**
 * All a scheduling decision may look at.
 *
 * @param ready tasks whose dependencies have landed and that nobody works on, in the order of
 *     {@link Scheduler#urgency}
 * @param slots how many may run at a time
 * @param primes whether nothing starts beside tasks of which none has been answered yet: all share
 *     the beginning of their prompts, and only what was answered is in the provider's cache
 * @param allowances what the machine, the provider and the money have room for
 */
public record Snapshot(
    WorkGraph graph,
    Collection<Ready> ready,
    List<Running> running,
    int slots,
    List<Allowance> allowances,
    Conflicts conflicts,
    boolean primes) {

  public Snapshot {
    running = List.copyOf(running);
    allowances = List.copyOf(allowances);
    require(slots >= 1, "slots must be at least 1: %d", slots);
  }

  /** How many more slots there are. */
  int freeSlots() {
    return Math.max(0, slots - running.size());
  }
}
