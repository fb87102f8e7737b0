package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.PollingStrategyConfig;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** db-scheduler's scheduler on a table of ours, which its builder does not let one choose. */
final class LaneScheduler extends Scheduler {

  /** A job that a free thread could take is looked for as soon as the thread is free. */
  private static final double REFILL_BELOW = 0.99;

  private static final Duration PRACTICALLY_NEVER = Duration.ofDays(36_500);

  /**
   * The threads of one lane.
   *
   * @param parallel how many jobs at a time
   */
  record Threads(
      int parallel,
      ExecutorService work,
      ExecutorService picking,
      ScheduledExecutorService housekeeping) {}

  /**
   * When a lane looks and beats.
   *
   * @param shutdown how long interrupted jobs may take to end
   */
  record Pace(Duration poll, Duration heartbeat, int missedHeartbeats, Duration shutdown) {

    Duration deadAfter() {
      return heartbeat.multipliedBy(missedHeartbeats);
    }
  }

  LaneScheduler(
      JobTable table, TaskResolver resolver, RunningJobs running, Threads threads, Pace pace) {
    super(
        new SystemClock(),
        table,
        table,
        resolver,
        threads.parallel(),
        threads.work(),
        new SchedulerName.Fixed(table.process().value()),
        new Waiter(pace.poll(), monotonic()),
        pace.heartbeat(),
        pace.missedHeartbeats(),
        List.of(running),
        List.of(),
        new PollingStrategyConfig(PollingStrategyConfig.Type.LOCK_AND_FETCH, REFILL_BELOW, 1.0),
        PRACTICALLY_NEVER,
        pace.shutdown(),
        LogLevel.WARN,
        false,
        List.of(),
        threads.picking(),
        threads.housekeeping());
  }

  /** The wall clock may be set back, and the waiter would then wait for it to catch up. */
  private static Clock monotonic() {
    Instant start = Instant.EPOCH;
    long startNanos = System.nanoTime();
    return () -> start.plusNanos(System.nanoTime() - startNanos);
  }
}
