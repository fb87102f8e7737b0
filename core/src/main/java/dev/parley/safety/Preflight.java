package dev.parley.safety;

import dev.parley.model.Code;
import dev.parley.model.Money;
import dev.parley.model.Problem;
import dev.parley.model.RunId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Holds what a plan will take against the limits, before anything of it is paid for. Pure. */
public final class Preflight {

  private static final Duration HOUR = Duration.ofHours(1);

  private Preflight() {}

  /**
   * A limit the plan does not fit.
   *
   * @param certain whether even the least the plan can take is too much
   * @param inWords what is needed and what there is, in one sentence
   * @param enough a value of the limit that the plan is expected to fit
   */
  public record Shortfall(LimitKey key, boolean certain, String inWords, String enough) {}

  /** Every limit the plan will not fit, or is not expected to; those it cannot fit come first. */
  public static List<Shortfall> shortfalls(Forecast forecast, Limits limits) {
    var found = new ArrayList<Shortfall>();
    money(LimitKey.MAX_USD_PER_RUN, forecast, forecast.usedByRun(), limits.maxUsdPerRun())
        .ifPresent(found::add);
    money(LimitKey.MAX_USD_PER_DAY, forecast, forecast.used().costOfDay(), limits.maxUsdPerDay())
        .ifPresent(found::add);
    tokens(forecast, limits).ifPresent(found::add);
    requests(forecast, limits).ifPresent(found::add);
    time(forecast, limits).ifPresent(found::add);
    found.sort((one, other) -> Boolean.compare(other.certain(), one.certain()));
    return List.copyOf(found);
  }

  /**
   * The problem of a plan that does not fit.
   *
   * @param shortfalls at least one
   */
  public static Problem problem(RunId run, List<Shortfall> shortfalls) {
    boolean certain = shortfalls.getFirst().certain();
    String sentences =
        shortfalls.stream().map(Shortfall::inWords).collect(Collectors.joining("; "));
    String settings =
        shortfalls.stream()
            .map(shortfall -> " --limit " + shortfall.key().wireName() + "=" + shortfall.enough())
            .collect(Collectors.joining());
    return new Problem(
        Code.LIMIT_REACHED,
        "the plan %s the limits: %s"
            .formatted(certain ? "cannot fit" : "is not expected to fit", sentences),
        "Raise them for this run: parley resume %s%s".formatted(run, settings),
        Map.of("limit", shortfalls.getFirst().key().wireName(), "preflight", "true"));
  }

  private static Optional<Shortfall> money(
      LimitKey key, Forecast forecast, Money used, Money limit) {
    Money expected = used.plus(forecast.expected().cost());
    Money least = used.plus(forecast.least().cost());
    if (expected.compareTo(limit) <= 0) {
      return Optional.empty();
    }
    boolean certain = least.compareTo(limit) > 0;
    return Optional.of(
        new Shortfall(
            key,
            certain,
            "it takes %s %s and %s is spent, but %s is %s"
                .formatted(
                    certain ? "at least" : "about",
                    certain ? forecast.least().cost() : forecast.expected().cost(),
                    used,
                    key.wireName(),
                    limit),
            wholeDollars(expected)));
  }

  private static Optional<Shortfall> tokens(Forecast forecast, Limits limits) {
    long used = forecast.used().tokensOfDay();
    long expected = used + forecast.expected().tokens();
    if (expected <= limits.maxLlmTokensPerDay()) {
      return Optional.empty();
    }
    boolean certain = used + forecast.least().tokens() > limits.maxLlmTokensPerDay();
    return Optional.of(
        new Shortfall(
            LimitKey.MAX_LLM_TOKENS_PER_DAY,
            certain,
            "it takes %s %d tokens and %d were used within the day, but max_llm_tokens_per_day is %d"
                .formatted(
                    certain ? "at least" : "about",
                    certain ? forecast.least().tokens() : forecast.expected().tokens(),
                    used,
                    limits.maxLlmTokensPerDay()),
            Long.toString(twoDigits(expected))));
  }

  /** An hour passes by itself: a run only takes longer, so this is never certain to fail. */
  private static Optional<Shortfall> requests(Forecast forecast, Limits limits) {
    long millis = Math.max(1, forecast.expected().time().toMillis());
    double ofHour = Math.min(1.0, (double) HOUR.toMillis() / millis);
    long peak = forecast.used().requestsOfHour() + (long) (forecast.expected().calls() * ofHour);
    if (peak <= limits.maxLlmRequestsPerHour()) {
      return Optional.empty();
    }
    return Optional.of(
        new Shortfall(
            LimitKey.MAX_LLM_REQUESTS_PER_HOUR,
            false,
            "it makes about %d model calls within an hour, so that the run will pause:"
                    .formatted(peak)
                + " max_llm_requests_per_hour is "
                + limits.maxLlmRequestsPerHour(),
            Long.toString(twoDigits(peak))));
  }

  private static Optional<Shortfall> time(Forecast forecast, Limits limits) {
    if (forecast.longestAttempt().compareTo(limits.maxExecutionTimePerTask()) <= 0) {
      return Optional.empty();
    }
    long seconds = forecast.longestAttempt().toSeconds() + 1;
    return Optional.of(
        new Shortfall(
            LimitKey.MAX_EXECUTION_TIME_PER_TASK,
            false,
            "a task takes about %d seconds, but max_execution_time_per_task is %d"
                .formatted(seconds, limits.maxExecutionTimePerTask().toSeconds()),
            Long.toString(twoDigits(2 * seconds))));
  }

  private static String wholeDollars(Money expected) {
    BigDecimal withRoom = expected.usd().multiply(new BigDecimal("1.5"));
    return withRoom.setScale(0, RoundingMode.CEILING).toPlainString();
  }

  /** Half as much again, rounded up to two digits. */
  private static long twoDigits(long amount) {
    BigDecimal withRoom = BigDecimal.valueOf(amount).multiply(new BigDecimal("1.5"));
    int zeros = Math.max(0, withRoom.precision() - withRoom.scale() - 2);
    return withRoom.movePointLeft(zeros).setScale(0, RoundingMode.CEILING).longValueExact()
        * (long) Math.pow(10, zeros);
  }
}
