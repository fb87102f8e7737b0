package dev.parley.scheduling;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Learns what a task takes from what all running ones take together: memory from the 90th of 100
 * times, since it cannot be shared; processors on average, since they can. Not thread-safe.
 */
final class DemandHistory {

  /** About ten minutes, one a second. */
  private static final int SAMPLES_MAX = 600;

  /** Fewer say nothing. */
  private static final int SAMPLES_MIN = 30;

  private final Deque<Demand> samples = new ArrayDeque<>();

  /**
   * Another look.
   *
   * @param running how many tasks share what is used; without one nothing is learnt
   */
  void seen(Machine machine, int running) {
    if (running < 1) {
      return;
    }
    if (samples.size() == SAMPLES_MAX) {
      samples.removeFirst();
    }
    samples.addLast(
        new Demand(machine.childrenCores() / running, machine.childrenBytes() / running));
  }

  /** What one more task will probably take. */
  Demand expected() {
    if (samples.size() < SAMPLES_MIN) {
      return Demand.ASSUMED;
    }
    double cores = samples.stream().mapToDouble(Demand::cores).average().orElseThrow();
    var bytes = samples.stream().mapToLong(Demand::bytes).sorted().toArray();
    return new Demand(cores, bytes[bytes.length * 9 / 10]);
  }
}
