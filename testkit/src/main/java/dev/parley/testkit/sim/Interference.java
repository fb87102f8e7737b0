package dev.parley.testkit.sim;

import dev.parley.event.EventLog;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.LimitsService;
import dev.parley.orchestrator.RunService;
import dev.parley.orchestrator.RunViews;
import dev.parley.orchestrator.Tick;
import dev.parley.safety.LimitChange;
import dev.parley.safety.LimitKey;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Users who cannot leave a run alone: they pull the emergency stop, change limits and reset
 * breakers, between its jobs and in the middle of them, from a process of their own. From a seed.
 */
final class Interference {

  /** After that they have had enough, so that the run can end. */
  private static final int DEEDS_MAX = 60;

  private final RunId run;
  private final double share;
  private final Random random;
  private final RunViews views;
  private final RunService service;
  private final LimitsService limits;
  private final Tick tick;
  private int deeds;

  /**
   * @param share of opportunities that are taken, 0 to 1
   */
  Interference(EventLog log, Engine engine, RunId run, double share, long seed) {
    this.run = run;
    this.share = share;
    this.random = new Random(seed ^ 0x5eed);
    this.views = new RunViews(log);
    this.service = new RunService(log, engine, views, () -> "unused");
    this.limits = new LimitsService(log, engine, views);
    this.tick = new Tick(log, engine, views, Conditions.Source.UNLIMITED);
  }

  /** Does something, or nothing. */
  void perhaps() {
    if (deeds >= DEEDS_MAX || random.nextDouble() >= share) {
      return;
    }
    deeds++;
    switch (random.nextInt(4)) {
      case 0 -> {
        boolean _ = service.stop(run, "simulation");
      }
      case 1 -> set(LimitKey.ON_TRIP, random.nextBoolean() ? "cancel" : "finish");
      case 2 ->
          set(LimitKey.MAX_TASK_FAILURES_BEFORE_STOP, Integer.toString(1 + random.nextInt(3)));
      default -> set(LimitKey.MAX_CONCURRENT_TASKS, Integer.toString(1 + random.nextInt(6)));
    }
    tick.run(run);
  }

  /** Lets a halted run go on. */
  void goOn() {
    var _ = limits.resetBreakers("simulation");
    var _ = service.resume(run, Optional.empty(), "simulation");
    tick.run(run);
  }

  /** Whether the run has come to its end. */
  boolean ended() {
    return views.of(run).filter(state -> state.ended().isPresent()).isPresent();
  }

  private void set(LimitKey key, String value) {
    var _ = limits.set(List.of(new LimitChange(key, value)), "simulation");
  }
}
