package dev.parley.safety;

import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.safety.Ledger.Answer;
import dev.parley.safety.Ledger.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Whether a call fits the limits. Pure: the same book, limits and time give the same answer, so
 * every {@link Ledger} decides alike.
 *
 * <p>Money and tokens of a day are kept by the minute, and a minute counts until all of it is a day
 * old: at most a minute too long, never too short. Entries dated after now, which a clock that was
 * set back leaves behind, count as well.
 */
public final class LedgerRules {

  /** A call that has been outstanding for longer will not give anything back. */
  public static final Duration LONGEST_CALL = Duration.ofMinutes(30);

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private LedgerRules() {}

  /** What a ledger holds at one moment. Only what a decision needs is asked for. */
  public interface Book {

    /** What a run's calls are charged in all, in micro-dollars, reservations included. */
    long chargedMicros(RunId run);

    /** Sum of the charges of all runs in this minute and later ones. */
    Charge chargedSince(long minute);

    /** The same charges minute by minute, oldest first. */
    List<MinuteCharge> chargesSince(long minute);

    /** How many calls of all runs were reserved after an instant and not released. */
    long requestsAfter(Instant start);

    /**
     * When the nth oldest of these was reserved.
     *
     * @param n from 1
     */
    Instant requestAfter(Instant start, long n);

    /**
     * Calls reserved after an instant, still neither settled nor released, whose caller's fence is
     * the newest: they may yet give something back.
     */
    List<Outstanding> outstandingSince(Instant start);
  }

  /** An amount charged. */
  public record Charge(long micros, long tokens) {}

  /**
   * What one minute's calls are charged.
   *
   * @param minute since 1970
   */
  public record MinuteCharge(long minute, long micros, long tokens) {}

  /** A reservation under way. */
  public record Outstanding(RunId run, long micros, long tokens) {}

  /** The minute an instant lies in, counted from 1970. */
  public static long minute(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 60L);
  }

  /**
   * {@link Answer.Reserved} if every limit has room; else a refusal, rather than a wait, if any
   * limit refuses.
   */
  public static Answer decide(Ask ask, Limits limits, Instant now, Book book) {
    var look = new Look(ask, limits, now, book);
    List<Answer> obstacles =
        Stream.of(look.usdOfRun(), look.usdOfDay(), look.requestsOfHour(), look.tokensOfDay())
            .flatMap(Optional::stream)
            .toList();
    return obstacles.stream()
        .reduce(LedgerRules::longer)
        .orElseGet(() -> new Answer.Reserved(ask.requestId()));
  }

  /** Of two obstacles the one that takes longer to go away. */
  private static Answer longer(Answer one, Answer other) {
    return patience(other).isAfter(patience(one)) ? other : one;
  }

  private static Instant patience(Answer answer) {
    return switch (answer) {
      case Answer.Reserved _, Answer.Wait _ -> Instant.MIN;
      case Answer.Refused(_, _, var until) -> until.orElse(Instant.MAX);
    };
  }

  /** One look at the book on behalf of one ask; each method is one limit's objection, if any. */
  private record Look(Ask ask, Limits limits, Instant now, Book book) {

    Optional<Answer> usdOfRun() {
      RunId run = ask.context().run();
      return money(
          "max_usd_per_run",
          limits.maxUsdPerRun(),
          book.chargedMicros(run),
          outstanding -> outstanding.run().equals(run) ? outstanding.micros() : 0,
          false);
    }

    Optional<Answer> usdOfDay() {
      return money(
          "max_usd_per_day",
          limits.maxUsdPerDay(),
          book.chargedSince(firstMinute()).micros(),
          Outstanding::micros,
          true);
    }

    private Optional<Answer> money(
        String key, Money limit, long used, ToLongFunction<Outstanding> part, boolean ages) {
      long excess = excess(used, ask.upperBound().micros(), limit.micros());
      if (excess <= 0) {
        return Optional.empty();
      }
      long underWay = underWay(part);
      if (excess <= underWay) {
        return Optional.of(new Answer.Wait(key));
      }
      String reason =
          "%s spent, %s reserved by calls under way, up to %s asked for: %s is %s"
              .formatted(
                  new Money(used - underWay), new Money(underWay), ask.upperBound(), key, limit);
      boolean everFits = ages && ask.upperBound().compareTo(limit) <= 0;
      return Optional.of(
          new Answer.Refused(
              key, reason, everFits ? roomAt(excess, MinuteCharge::micros) : Optional.empty()));
    }

    Optional<Answer> requestsOfHour() {
      Instant start = now.minus(HOUR);
      long made = book.requestsAfter(start);
      long excess = excess(made, 1, limits.maxLlmRequestsPerHour());
      if (excess <= 0) {
        return Optional.empty();
      }
      String key = "max_llm_requests_per_hour";
      String reason =
          "%d requests within the hour: %s is %d"
              .formatted(made, key, limits.maxLlmRequestsPerHour());
      Instant until = book.requestAfter(start, excess).plus(HOUR);
      return Optional.of(new Answer.Refused(key, reason, Optional.of(until)));
    }

    Optional<Answer> tokensOfDay() {
      String key = "max_llm_tokens_per_day";
      long limit = limits.maxLlmTokensPerDay();
      long used = book.chargedSince(firstMinute()).tokens();
      long excess = excess(used, ask.tokensUpperBound(), limit);
      if (excess <= 0) {
        return Optional.empty();
      }
      long underWay = underWay(Outstanding::tokens);
      if (excess <= underWay) {
        return Optional.of(new Answer.Wait(key));
      }
      String reason =
          "%d tokens used, %d reserved by calls under way, up to %d asked for: %s is %d"
              .formatted(used - underWay, underWay, ask.tokensUpperBound(), key, limit);
      boolean everFits = ask.tokensUpperBound() <= limit;
      return Optional.of(
          new Answer.Refused(
              key, reason, everFits ? roomAt(excess, MinuteCharge::tokens) : Optional.empty()));
    }

    private static long excess(long used, long asked, long limit) {
      return Math.subtractExact(Math.addExact(used, asked), limit);
    }

    private long underWay(ToLongFunction<Outstanding> part) {
      return book.outstandingSince(now.minus(LONGEST_CALL)).stream().mapToLong(part).sum();
    }

    private long firstMinute() {
      return minute(now.minus(DAY));
    }

    /** When the oldest minutes that hold this much have left the day. */
    private Optional<Instant> roomAt(long amount, ToLongFunction<MinuteCharge> part) {
      long left = amount;
      for (MinuteCharge charge : book.chargesSince(firstMinute())) {
        left -= part.applyAsLong(charge);
        if (left <= 0) {
          return Optional.of(Instant.ofEpochSecond((charge.minute() + 1) * 60).plus(DAY));
        }
      }
      return Optional.empty();
    }
  }
}
