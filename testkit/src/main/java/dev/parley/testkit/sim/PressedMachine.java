package dev.parley.testkit.sim;

import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.RunState;
import dev.parley.scheduling.Allowance;
import dev.parley.scheduling.Hold;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A machine that has room or not as it pleases, and at times makes a task give way. */
final class PressedMachine implements Conditions.Source {

  private static final int ROOM_MAX = 3;

  private final double pressure;
  private final Random random;

  /**
   * @param pressure share of looks, 0 to 1, at which a task must give way; nothing is ever short at
   *     0
   */
  PressedMachine(double pressure, long seed) {
    this.pressure = pressure;
    this.random = new Random(seed ^ 0x9e55);
  }

  @Override
  public Conditions of(RunState run) {
    var roomy = Conditions.Source.UNLIMITED.of(run);
    if (pressure == 0) {
      return roomy;
    }
    var room =
        new Allowance(
            random.nextInt(ROOM_MAX + 1), new Hold(Hold.Reason.MEMORY, "memory: as it pleases"));
    Optional<String> overload =
        random.nextDouble() < pressure ? Optional.of("memory: short") : Optional.empty();
    return new Conditions(roomy.now(), List.of(room), roomy.conflicts(), overload, false);
  }
}
