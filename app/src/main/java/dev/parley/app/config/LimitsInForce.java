package dev.parley.app.config;

import dev.parley.model.Money;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The limits, source by source: the user's own sources set them, a repository's file only lowers
 * them.
 */
final class LimitsInForce {

  static final String PARALLEL = "run.max_parallel";
  private static final String PROFILE = "limits.profile";
  private static final String CONCURRENT = "limits.max_concurrent_tasks";

  private final Map<String, Comparable<?>> values;

  /** Begins with what holds if nobody says otherwise. */
  LimitsInForce(Limits before) {
    this.values = new LinkedHashMap<>(of(before));
  }

  /** Takes what the user gave: a profile replaces all limits, single ones follow it. */
  void take(List<Assigned> layer) {
    profile(layer).ifPresent(profile -> values.putAll(of(profile)));
    for (var assigned : layer) {
      if (isLimit(assigned)) {
        values.put(assigned.dotted(), (Comparable<?>) assigned.value());
      }
    }
  }

  /** Takes what a repository gave, as far as it lowers something. */
  void lower(List<Assigned> layer, List<String> warnings) {
    profile(layer).ifPresent(profile -> of(profile).forEach(this::lower));
    for (var assigned : layer) {
      if (isLimit(assigned) && !lower(assigned.dotted(), (Comparable<?>) assigned.value())) {
        warnings.add(
            "%s: a repository may only lower %s, which is %s"
                .formatted(assigned.origin(), assigned.dotted(), shown(assigned.dotted())));
      }
    }
  }

  /**
   * The limits in force.
   *
   * @param warnings is told when the wished-for parallelism does not fit
   */
  Limits limits(List<String> warnings) {
    int concurrent = whole(CONCURRENT);
    if (values.containsKey(PARALLEL)) {
      int wished = whole(PARALLEL);
      if (wished > concurrent) {
        warnings.add(PARALLEL + " is " + wished + ", but " + CONCURRENT + " allows " + concurrent);
      }
      concurrent = Math.min(wished, concurrent);
    }
    return new Limits(
        whole("limits.max_llm_requests_per_hour"),
        (Long) value("limits.max_llm_tokens_per_day"),
        whole("limits.max_task_failures_before_stop"),
        (Duration) value("limits.max_execution_time_per_task"),
        (Money) value("limits.max_usd_per_run"),
        (Money) value("limits.max_usd_per_day"),
        whole("limits.max_attempts_per_task"),
        concurrent);
  }

  /** False if the value is higher than what is in force, which stays. */
  private boolean lower(String key, Comparable<?> value) {
    var current = values.get(key);
    if (current != null && compare(value, current) > 0) {
      return false;
    }
    values.put(key, value);
    return true;
  }

  @SuppressWarnings("unchecked") // both come from the same setting's kind
  private static int compare(Comparable<?> one, Comparable<?> other) {
    return ((Comparable<Object>) one).compareTo(other);
  }

  private String shown(String key) {
    return switch (value(key)) {
      case Duration time -> time.toSeconds() + " seconds";
      case Money money -> money.usd().stripTrailingZeros().toPlainString() + " dollars";
      case Object other -> other.toString();
    };
  }

  private static boolean isLimit(Assigned assigned) {
    return assigned.setting().binding() == Setting.Binding.LOWER_ONLY
        && !assigned.dotted().equals(PROFILE);
  }

  private static Optional<Limits> profile(List<Assigned> layer) {
    return layer.stream()
        .filter(assigned -> assigned.dotted().equals(PROFILE))
        .map(assigned -> assigned.value().equals("cautious") ? Limits.CAUTIOUS : Limits.STANDARD)
        .reduce((_, last) -> last);
  }

  private static Map<String, Comparable<?>> of(Limits limits) {
    var values = new LinkedHashMap<String, Comparable<?>>();
    values.put("limits.max_llm_requests_per_hour", (long) limits.maxLlmRequestsPerHour());
    values.put("limits.max_llm_tokens_per_day", limits.maxLlmTokensPerDay());
    values.put("limits.max_task_failures_before_stop", (long) limits.maxTaskFailuresBeforeStop());
    values.put("limits.max_execution_time_per_task", limits.maxExecutionTimePerTask());
    values.put("limits.max_usd_per_run", limits.maxUsdPerRun());
    values.put("limits.max_usd_per_day", limits.maxUsdPerDay());
    values.put("limits.max_attempts_per_task", (long) limits.maxAttemptsPerTask());
    values.put(CONCURRENT, (long) limits.maxConcurrentTasks());
    return values;
  }

  private Object value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  private int whole(String key) {
    return Math.toIntExact((Long) value(key));
  }
}
