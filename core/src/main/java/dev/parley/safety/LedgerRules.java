package dev.parley.safety;

import dev.parley.model.RunId;
import dev.parley.safety.Ledger.Answer;
import dev.parley.safety.Ledger.Ask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether a call fits the limits. Pure: the same book, limits and time give the same answer, so
 * every {@link Ledger} decides alike.
 *
 * <p>Money and tokens of a day are kept by the minute, and a minute counts until all of it is a day
 * old: at most a minute too long, never too short. Time is {@link LedgerTime}, which nobody can
 * set.
 */
public final class LedgerRules {

  /** A call that has been outstanding for longer will not give anything back. */
  public static final Duration LONGEST_CALL = Duration.ofMinutes(30);

  static final Duration HOUR = Duration.ofHours(1);
  static final Duration DAY = Duration.ofDays(1);

  private LedgerRules() {}

  /** What a ledger holds at one moment. Only what a decision needs is asked for. */
  public interface Book {

    /**
     * What a run's calls are charged in all, in micro-dollars, reservations included. Must not take
     * longer as a run grows.
     */
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

  /** Where the window of requests begins: what was reserved at this instant is out of it. */
  public static Instant hourBefore(Instant now) {
    return now.minus(HOUR);
  }

  /** The first minute that still counts in the windows of a day. */
  public static long firstMinuteOfDay(Instant now) {
    return minute(now.minus(DAY));
  }

  /** The minute an instant lies in, counted from 1970. */
  public static long minute(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), 60L);
  }

  /**
   * {@link Answer.Reserved} if every limit has room; else a refusal, rather than a wait, if any
   * limit refuses.
   *
   * @param now by {@link LedgerTime}
   */
  public static Answer decide(Ask ask, Limits limits, LedgerTime.Reading now, Book book) {
    return new LimitCheck(ask, limits, now, book)
        .obstacles()
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
      case Answer.Refused(_, _, var until, _) -> until.orElse(Instant.MAX);
    };
  }
}
