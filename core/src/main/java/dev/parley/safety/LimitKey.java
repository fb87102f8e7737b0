package dev.parley.safety;

import dev.parley.model.Money;
import dev.parley.safety.Limits.OnTrip;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Each limit by name, with its value as text: what users, events and the API call it. */
public enum LimitKey {
  MAX_LLM_REQUESTS_PER_HOUR,
  MAX_LLM_TOKENS_PER_DAY,
  MAX_TASK_FAILURES_BEFORE_STOP,
  MAX_EXECUTION_TIME_PER_TASK,
  MAX_USD_PER_RUN,
  MAX_USD_PER_DAY,
  MAX_ATTEMPTS_PER_TASK,
  MAX_CONCURRENT_TASKS,
  MAX_CPU_PERCENT,
  MAX_MEMORY_MB,
  ON_TRIP;

  /** As in files, on the command line and in JSON: {@code max_usd_per_run}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The key with that {@link #wireName}. */
  public static Optional<LimitKey> of(String wireName) {
    return Arrays.stream(values()).filter(key -> key.wireName().equals(wireName)).findFirst();
  }

  /** The value in these limits: a whole number, seconds, plain dollars, or a word. */
  public String text(Limits limits) {
    return switch (this) {
      case MAX_LLM_REQUESTS_PER_HOUR -> Integer.toString(limits.maxLlmRequestsPerHour());
      case MAX_LLM_TOKENS_PER_DAY -> Long.toString(limits.maxLlmTokensPerDay());
      case MAX_TASK_FAILURES_BEFORE_STOP -> Integer.toString(limits.maxTaskFailuresBeforeStop());
      case MAX_EXECUTION_TIME_PER_TASK ->
          Long.toString(limits.maxExecutionTimePerTask().toSeconds());
      case MAX_USD_PER_RUN -> dollars(limits.maxUsdPerRun());
      case MAX_USD_PER_DAY -> dollars(limits.maxUsdPerDay());
      case MAX_ATTEMPTS_PER_TASK -> Integer.toString(limits.maxAttemptsPerTask());
      case MAX_CONCURRENT_TASKS -> Integer.toString(limits.maxConcurrentTasks());
      case MAX_CPU_PERCENT -> Integer.toString(limits.cpuPercent());
      case MAX_MEMORY_MB -> Integer.toString(limits.memoryMb());
      case ON_TRIP -> limits.tripAction().name().toLowerCase(Locale.ROOT);
    };
  }

  /** Likewise, as a sentence says it: {@code 1800 seconds}, {@code $10}. */
  public String inWords(Limits limits) {
    return switch (this) {
      case MAX_USD_PER_RUN, MAX_USD_PER_DAY -> "$" + text(limits);
      case MAX_EXECUTION_TIME_PER_TASK -> text(limits) + " seconds";
      case MAX_LLM_REQUESTS_PER_HOUR,
          MAX_LLM_TOKENS_PER_DAY,
          MAX_TASK_FAILURES_BEFORE_STOP,
          MAX_ATTEMPTS_PER_TASK,
          MAX_CONCURRENT_TASKS,
          MAX_CPU_PERCENT,
          MAX_MEMORY_MB,
          ON_TRIP ->
          text(limits);
    };
  }

  /**
   * Limits with this one changed.
   *
   * @param text as {@link #text} writes it
   * @throws IllegalArgumentException if it is not of the key's kind or range
   */
  Limits set(Limits old, String text) {
    try {
      return new Limits(
          is(MAX_LLM_REQUESTS_PER_HOUR) ? Integer.parseInt(text) : old.maxLlmRequestsPerHour(),
          is(MAX_LLM_TOKENS_PER_DAY) ? Long.parseLong(text) : old.maxLlmTokensPerDay(),
          is(MAX_TASK_FAILURES_BEFORE_STOP)
              ? Integer.parseInt(text)
              : old.maxTaskFailuresBeforeStop(),
          is(MAX_EXECUTION_TIME_PER_TASK)
              ? Duration.ofSeconds(Long.parseLong(text))
              : old.maxExecutionTimePerTask(),
          is(MAX_USD_PER_RUN) ? money(text) : old.maxUsdPerRun(),
          is(MAX_USD_PER_DAY) ? money(text) : old.maxUsdPerDay(),
          is(MAX_ATTEMPTS_PER_TASK) ? Integer.parseInt(text) : old.maxAttemptsPerTask(),
          is(MAX_CONCURRENT_TASKS) ? Integer.parseInt(text) : old.maxConcurrentTasks(),
          is(ON_TRIP) ? Optional.of(OnTrip.valueOf(text.toUpperCase(Locale.ROOT))) : old.onTrip(),
          is(MAX_CPU_PERCENT) ? Optional.of(Integer.parseInt(text)) : old.maxCpuPercent(),
          is(MAX_MEMORY_MB) ? Optional.of(Integer.parseInt(text)) : old.maxMemoryMb());
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(wireName() + ": " + text, e);
    }
  }

  /** Negative if the first limits are the stricter ones as far as this key goes. */
  public int compare(Limits one, Limits other) {
    return switch (this) {
      // Cutting attempts off is the stricter of the two.
      case ON_TRIP -> other.tripAction().compareTo(one.tripAction());
      // As much as there is comes as 0.
      case MAX_MEMORY_MB -> Integer.compareUnsigned(one.memoryMb() - 1, other.memoryMb() - 1);
      case MAX_LLM_REQUESTS_PER_HOUR,
          MAX_LLM_TOKENS_PER_DAY,
          MAX_TASK_FAILURES_BEFORE_STOP,
          MAX_EXECUTION_TIME_PER_TASK,
          MAX_USD_PER_RUN,
          MAX_USD_PER_DAY,
          MAX_ATTEMPTS_PER_TASK,
          MAX_CONCURRENT_TASKS,
          MAX_CPU_PERCENT ->
          new BigDecimal(text(one)).compareTo(new BigDecimal(text(other)));
    };
  }

  private boolean is(LimitKey key) {
    return this == key;
  }

  private static String dollars(Money money) {
    return money.usd().stripTrailingZeros().toPlainString();
  }

  private static Money money(String text) {
    return Money.ofUsd(new BigDecimal(text));
  }
}
