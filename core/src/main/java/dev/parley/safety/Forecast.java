package dev.parley.safety;

import static dev.parley.model.Require.require;

import dev.parley.estimation.Estimate;
import dev.parley.estimation.Estimate.Range;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a plan will take, and what was used of the limits when that was worked out.
 *
 * @param least no way of carrying it out takes less
 * @param expected on average
 * @param longestAttempt expected time of the longest attempt
 * @param usedByRun the run's own spend so far
 * @param basis what it rests on, for people: {@code 212 earlier calls}
 * @param tasks what each will take; none in plans that were forecast before there were estimates
 * @param clock seconds from the first start to the last end, with as many tasks at a time as are
 *     allowed
 * @param money micro-dollars of all tasks
 */
public record Forecast(
    Amounts least,
    Amounts expected,
    Duration longestAttempt,
    Money usedByRun,
    Used used,
    String basis,
    List<Estimate> tasks,
    Optional<Range> clock,
    Optional<Range> money) {

  public Forecast {
    tasks = List.copyOf(tasks);
  }

  /** One without estimates of single tasks. */
  public Forecast(
      Amounts least,
      Amounts expected,
      Duration longestAttempt,
      Money usedByRun,
      Used used,
      String basis) {
    this(
        least,
        expected,
        longestAttempt,
        usedByRun,
        used,
        basis,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** This one with what each task will take. */
  public Forecast with(List<Estimate> estimates, Range seconds, Range micros) {
    return new Forecast(
        least,
        expected,
        longestAttempt,
        usedByRun,
        used,
        basis,
        estimates,
        Optional.of(seconds),
        Optional.of(micros));
  }

  /**
   * Amounts of the whole plan.
   *
   * @param calls of models
   * @param tokens as they count against limits
   * @param time by the clock, with as many tasks at a time as are allowed
   */
  public record Amounts(long calls, long tokens, Money cost, Duration time) {

    public static final Amounts NONE = new Amounts(0, 0, Money.ZERO, Duration.ZERO);

    public Amounts {
      require(calls >= 0 && tokens >= 0, "negative amounts: %d, %d", calls, tokens);
    }

    /** One after the other. */
    public Amounts plus(Amounts other) {
      return new Amounts(
          Math.addExact(calls, other.calls),
          Math.addExact(tokens, other.tokens),
          cost.plus(other.cost),
          time.plus(other.time));
    }

    /** So many times, rounded up. */
    public Amounts times(double factor) {
      return new Amounts(
          (long) Math.ceil(calls * factor),
          (long) Math.ceil(tokens * factor),
          new Money((long) Math.ceil(cost.micros() * factor)),
          Duration.ofMillis((long) Math.ceil(time.toMillis() * factor)));
    }
  }

  /** What all runs used within the windows of the limits. */
  public record Used(long requestsOfHour, long tokensOfDay, Money costOfDay) {
    public static final Used NOTHING = new Used(0, 0, Money.ZERO);

    /** What was used by now, calls under way at the most they can cost. */
    public static Used of(Ledger ledger) {
      var day = ledger.spendOf(new Scope.LastDay());
      return new Used(
          ledger.spendOf(new Scope.LastHour()).requests(),
          ledger.tokensOfDay(),
          day.settled().plus(day.reserved()));
    }
  }
}
