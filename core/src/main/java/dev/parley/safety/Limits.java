package dev.parley.safety;

import static dev.parley.model.Require.require;

import dev.parley.model.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run may use.
 *
 * @param maxTaskFailuresBeforeStop failures in a row after which nothing new starts
 * @param maxExecutionTimePerTask one attempt's wall time, without queueing and waiting to integrate
 * @param onTrip what becomes of running attempts then; empty for {@link OnTrip#FINISH}
 * @param maxCpuPercent work for processors above which nothing more starts; empty for {@link
 *     #CPU_PERCENT}
 * @param maxMemoryMb what all agents and checks together may use before nothing more starts; empty
 *     for as much as the machine has
 */
public record Limits(
    int maxLlmRequestsPerHour,
    long maxLlmTokensPerDay,
    int maxTaskFailuresBeforeStop,
    Duration maxExecutionTimePerTask,
    Money maxUsdPerRun,
    Money maxUsdPerDay,
    int maxAttemptsPerTask,
    int maxConcurrentTasks,
    Optional<OnTrip> onTrip,
    Optional<Integer> maxCpuPercent,
    Optional<Integer> maxMemoryMb) {

  /** All cores are busy, and half of the time more work waits for them. */
  private static final int CPU_PERCENT = 150;

  /** What becomes of running attempts when failures in a row stop a run. */
  public enum OnTrip {
    /** They go on to their end; only nothing new starts. */
    FINISH,
    /** They are cut off; what they have so far is kept and gone on from. */
    CANCEL
  }

  public static final Limits STANDARD =
      new Limits(
          2_000, 20_000_000, 5, Duration.ofMinutes(30), Money.ofUsd("10"), Money.ofUsd("50"), 3, 4);

  public static final Limits CAUTIOUS =
      new Limits(
          100, 100_000, 5, Duration.ofMinutes(5), Money.ofUsd("10"), Money.ofUsd("50"), 3, 4);

  /** Limits that let running attempts finish. */
  public Limits(
      int maxLlmRequestsPerHour,
      long maxLlmTokensPerDay,
      int maxTaskFailuresBeforeStop,
      Duration maxExecutionTimePerTask,
      Money maxUsdPerRun,
      Money maxUsdPerDay,
      int maxAttemptsPerTask,
      int maxConcurrentTasks) {
    this(
        maxLlmRequestsPerHour,
        maxLlmTokensPerDay,
        maxTaskFailuresBeforeStop,
        maxExecutionTimePerTask,
        maxUsdPerRun,
        maxUsdPerDay,
        maxAttemptsPerTask,
        maxConcurrentTasks,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public Limits {
    require(maxLlmRequestsPerHour >= 1, "max_llm_requests_per_hour: %d", maxLlmRequestsPerHour);
    require(maxLlmTokensPerDay >= 1, "max_llm_tokens_per_day: %d", maxLlmTokensPerDay);
    require(
        maxTaskFailuresBeforeStop >= 1,
        "max_task_failures_before_stop: %d",
        maxTaskFailuresBeforeStop);
    require(
        maxExecutionTimePerTask.isPositive(),
        "max_execution_time_per_task: %s",
        maxExecutionTimePerTask);
    require(maxUsdPerRun.micros() > 0, "max_usd_per_run: %s", maxUsdPerRun);
    require(maxUsdPerDay.micros() > 0, "max_usd_per_day: %s", maxUsdPerDay);
    require(maxAttemptsPerTask >= 1, "max_attempts_per_task: %d", maxAttemptsPerTask);
    require(maxConcurrentTasks >= 1, "max_concurrent_tasks: %d", maxConcurrentTasks);
    require(maxCpuPercent.orElse(1) >= 1, "max_cpu_percent: %s", maxCpuPercent);
    require(maxMemoryMb.orElse(0) >= 0, "max_memory_mb: %s", maxMemoryMb);
  }

  /** {@link #maxCpuPercent}, said or not. */
  public int cpuPercent() {
    return maxCpuPercent.orElse(CPU_PERCENT);
  }

  /** {@link #maxMemoryMb}, said or not; 0 for as much as the machine has. */
  public int memoryMb() {
    return maxMemoryMb.orElse(0);
  }

  /** {@link #onTrip}, said or not. */
  public OnTrip tripAction() {
    return onTrip.orElse(OnTrip.FINISH);
  }

  /** These limits after the changes, the last one of a key winning. */
  public Limits with(List<LimitChange> changes) {
    Limits changed = this;
    for (LimitChange change : changes) {
      changed = change.key().set(changed, change.value());
    }
    return changed;
  }

  /**
   * These limits with one of them changed.
   *
   * @throws IllegalArgumentException if the value is not of the key's kind or range
   */
  public Limits with(LimitKey key, String value) {
    return key.set(this, value);
  }
}
