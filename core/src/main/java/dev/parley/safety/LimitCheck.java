package dev.parley.safety;

import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.safety.Ledger.Answer;
import dev.parley.safety.Ledger.Ask;
import dev.parley.safety.Ledger.Room;
import dev.parley.safety.LedgerRules.Book;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.LedgerRules.MinuteCharge;
import dev.parley.safety.LedgerRules.Outstanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One look at the book on behalf of one ask; each limit may have its objection. */
final class LimitCheck {

  /** Below this the two clocks differ by how long things take. */
  private static final Duration WORTH_SAYING = Duration.ofMinutes(1);

  private final Ask ask;
  private final Limits limits;
  private final LedgerTime.Reading now;
  private final Book book;
  private final long chargedToRun;
  private final Charge chargedInDay;
  private @Nullable List<Outstanding> underWay;

  LimitCheck(Ask ask, Limits limits, LedgerTime.Reading now, Book book) {
    this.ask = ask;
    this.limits = limits;
    this.now = now;
    this.book = book;
    this.chargedToRun = book.chargedMicros(ask.context().run());
    this.chargedInDay = book.chargedSince(firstMinute());
  }

  Stream<Answer> obstacles() {
    return Stream.of(usdOfRun(), usdOfDay(), requestsOfHour(), tokensOfDay())
        .flatMap(Optional::stream);
  }

  private Optional<Answer> usdOfRun() {
    return money(
        "max_usd_per_run", limits.maxUsdPerRun(), chargedToRun, this::microsOfThisRun, false);
  }

  private Optional<Answer> usdOfDay() {
    return money(
        "max_usd_per_day", limits.maxUsdPerDay(), chargedInDay.micros(), Outstanding::micros, true);
  }

  private Optional<Answer> money(
      String key, Money limit, long used, ToLongFunction<Outstanding> part, boolean ages) {
    long excess = excess(used, ask.upperBound().micros(), limit.micros());
    if (excess <= 0) {
      return Optional.empty();
    }
    long back = underWay(part);
    if (excess <= back) {
      return Optional.of(new Answer.Wait(key));
    }
    String reason =
        "%s spent, %s reserved by calls under way, up to %s asked for: %s is %s"
            .formatted(new Money(used - back), new Money(back), ask.upperBound(), key, limit);
    boolean everFits = ages && ask.upperBound().compareTo(limit) <= 0;
    return refused(key, reason, everFits ? roomAt(excess, MinuteCharge::micros) : Optional.empty());
  }

  private Optional<Answer> requestsOfHour() {
    Instant start = LedgerRules.hourBefore(now.counted());
    long made = book.requestsAfter(start);
    long excess = excess(made, 1, limits.maxLlmRequestsPerHour());
    if (excess <= 0) {
      return Optional.empty();
    }
    String key = "max_llm_requests_per_hour";
    if (excess <= underWay(_ -> 1)) {
      return Optional.of(new Answer.Wait(key));
    }
    String reason =
        "%d requests within the hour: %s is %d"
            .formatted(made, key, limits.maxLlmRequestsPerHour());
    return refused(
        key, reason, Optional.of(book.requestAfter(start, excess).plus(LedgerRules.HOUR)));
  }

  private Optional<Answer> tokensOfDay() {
    String key = "max_llm_tokens_per_day";
    long limit = limits.maxLlmTokensPerDay();
    long used = chargedInDay.tokens();
    long excess = excess(used, ask.tokensUpperBound(), limit);
    if (excess <= 0) {
      return Optional.empty();
    }
    long back = underWay(Outstanding::tokens);
    if (excess <= back) {
      return Optional.of(new Answer.Wait(key));
    }
    String reason =
        "%d tokens used, %d reserved by calls under way, up to %d asked for: %s is %d"
            .formatted(used - back, back, ask.tokensUpperBound(), key, limit);
    boolean everFits = ask.tokensUpperBound() <= limit;
    return refused(key, reason, everFits ? roomAt(excess, MinuteCharge::tokens) : Optional.empty());
  }

  /**
   * @param until by the ledger's time
   */
  private Optional<Answer> refused(String key, String reason, Optional<Instant> until) {
    String noted = until.isPresent() ? reason + clockNote() : reason;
    return Optional.of(new Answer.Refused(key, noted, until.map(now::onTheWall), room()));
  }

  /** Why a window may end at another time than the user would work out. */
  private String clockNote() {
    Duration apart = now.apart();
    if (apart.abs().compareTo(WORTH_SAYING) < 0) {
      return "";
    }
    return " (counted by the time that passed; the system's clock was set, or slept, and is %d min %s)"
        .formatted(apart.abs().toMinutes(), apart.isNegative() ? "behind" : "ahead");
  }

  private Room room() {
    long ofRun = limits.maxUsdPerRun().micros() - chargedToRun + underWay(this::microsOfThisRun);
    long ofDay =
        limits.maxUsdPerDay().micros() - chargedInDay.micros() + underWay(Outstanding::micros);
    long tokens =
        limits.maxLlmTokensPerDay() - chargedInDay.tokens() + underWay(Outstanding::tokens);
    return new Room(new Money(Math.min(ofRun, ofDay)), tokens);
  }

  private static long excess(long used, long asked, long limit) {
    return Math.subtractExact(Math.addExact(used, asked), limit);
  }

  private long microsOfThisRun(Outstanding outstanding) {
    RunId run = ask.context().run();
    return outstanding.run().equals(run) ? outstanding.micros() : 0;
  }

  private long underWay(ToLongFunction<Outstanding> part) {
    if (underWay == null) {
      underWay = book.outstandingSince(now.counted().minus(LedgerRules.LONGEST_CALL));
    }
    return underWay.stream().mapToLong(part).sum();
  }

  private long firstMinute() {
    return LedgerRules.firstMinuteOfDay(now.counted());
  }

  /** When the oldest minutes that hold this much have left the day. */
  private Optional<Instant> roomAt(long amount, ToLongFunction<MinuteCharge> part) {
    long left = amount;
    for (MinuteCharge charge : book.chargesSince(firstMinute())) {
      left -= part.applyAsLong(charge);
      if (left <= 0) {
        return Optional.of(Instant.ofEpochSecond((charge.minute() + 1) * 60).plus(LedgerRules.DAY));
      }
    }
    return Optional.empty();
  }
}
