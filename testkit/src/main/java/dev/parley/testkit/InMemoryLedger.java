package dev.parley.testkit;

import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.LedgerTime;
import dev.parley.safety.Limits;
import dev.parley.safety.Scope;
import dev.parley.safety.Timepiece;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in memory, on the same transactions as the log, so that it dies where the log dies.
 */
public final class InMemoryLedger implements Ledger {

  private static final Spend NOTHING = new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE);

  enum State {
    RESERVED,
    SETTLED,
    RELEASED
  }

  /** One call. Charged at what was asked for until it is settled or released. */
  record Entry(
      Ask ask,
      Instant reservedAt,
      State state,
      long micros,
      long tokens,
      TokenUsage usage,
      long minute) {

    RunId run() {
      return ask.context().run();
    }

    Spend spend() {
      var charged = new Money(micros);
      return switch (state) {
        case RELEASED -> NOTHING;
        case RESERVED -> new Spend(Money.ZERO, charged, 1, TokenUsage.NONE);
        case SETTLED -> new Spend(charged, Money.ZERO, 1, usage);
      };
    }
  }

  private final InMemoryEventLog log;
  private final InMemoryEntries kept;
  private final LedgerTime time;

  /** In a world in which nobody sets the clock, unless it is a {@link ManualClock}. */
  public InMemoryLedger(InMemoryEventLog log) {
    this(log, new InMemoryEntries(), timepiece(log.clock()));
  }

  private InMemoryLedger(InMemoryEventLog log, InMemoryEntries kept, Timepiece timepiece) {
    this.log = log;
    this.kept = kept;
    this.time = new LedgerTime(timepiece);
  }

  private static Timepiece timepiece(InstantSource clock) {
    return clock instanceof ManualClock manual ? manual.timepiece() : Timepiece.trusting(clock);
  }

  /** The same ledger as another process would open it. */
  public InMemoryLedger reopened() {
    return new InMemoryLedger(log, kept, timepiece(log.clock()));
  }

  @Override
  public Answer reserve(Ask ask, Limits limits) {
    return log.transact(t -> {
      t.check(ask.fence());
      if (kept.entries().containsKey(ask.requestId())) {
        return new Answer.Reserved(ask.requestId());
      }
      var transaction = t.unwrap(InMemoryTransaction.class);
      var now = now(transaction);
      var book = new InMemoryBook(kept, transaction::isNewest);
      Answer answer = LedgerRules.decide(ask, limits, now, book);
      if (answer instanceof Answer.Reserved) {
        transaction.join(() -> kept.put(entry(ask, now.counted())));
      }
      return answer;
    });
  }

  private LedgerTime.Reading now(InMemoryTransaction transaction) {
    var now = time.after(kept.lastReading());
    transaction.join(() -> kept.read(now));
    return now;
  }

  private static Entry entry(Ask ask, Instant now) {
    return new Entry(
        ask,
        now,
        State.RESERVED,
        ask.upperBound().micros(),
        ask.tokensUpperBound(),
        TokenUsage.NONE,
        LedgerRules.minute(now));
  }

  @Override
  public void settle(String requestId, Optional<TokenUsage> usage, Optional<Money> cost) {
    change(
        requestId,
        (entry, now) -> {
          if (entry == null) {
            throw new IllegalArgumentException("never reserved: " + requestId);
          }
          return entry.state() == State.SETTLED
              ? entry
              : new Entry(
                  entry.ask(),
                  entry.reservedAt(),
                  State.SETTLED,
                  cost.orElse(entry.ask().upperBound()).micros(),
                  usage.map(TokenUsage::limited).orElse(entry.ask().tokensUpperBound()),
                  usage.orElse(TokenUsage.NONE),
                  Math.max(entry.minute(), LedgerRules.minute(now)));
        });
  }

  @Override
  public void release(String requestId) {
    change(
        requestId,
        (entry, _) ->
            entry == null || entry.state() != State.RESERVED
                ? entry
                : new Entry(
                    entry.ask(),
                    entry.reservedAt(),
                    State.RELEASED,
                    0,
                    0,
                    TokenUsage.NONE,
                    entry.minute()));
  }

  private interface Change {
    @Nullable Entry of(@Nullable Entry entry, Instant now);
  }

  private void change(String requestId, Change change) {
    log.transact(t -> {
      var transaction = t.unwrap(InMemoryTransaction.class);
      Entry after = change.of(kept.entries().get(requestId), now(transaction).counted());
      if (after != null) {
        transaction.join(() -> kept.put(after));
      }
      return requestId;
    });
  }

  @Override
  public Spend spendOf(Scope scope) {
    return log.look(() -> {
      Instant now = time.after(kept.lastReading()).counted();
      var spend = new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE);
      for (Entry entry : kept.entries().values()) {
        spend = plus(spend, part(entry, scope, now));
      }
      return spend;
    });
  }

  @Override
  public long tokensOfDay() {
    return log.look(() -> {
      long first = LedgerRules.firstMinuteOfDay(time.after(kept.lastReading()).counted());
      return new InMemoryBook(kept, _ -> true).chargedSince(first).tokens();
    });
  }

  private static Spend part(Entry entry, Scope scope, Instant now) {
    return switch (scope) {
      case Scope.Standing standing ->
          Scope.of(entry.ask()).contains(standing) ? entry.spend() : NOTHING;
      case Scope.LastHour() -> {
        Instant start = LedgerRules.hourBefore(now);
        yield inWindow(entry, LedgerRules.minute(start), entry.reservedAt().isAfter(start));
      }
      case Scope.LastDay() -> {
        long first = LedgerRules.firstMinuteOfDay(now);
        yield inWindow(entry, first, LedgerRules.minute(entry.reservedAt()) >= first);
      }
    };
  }

  /** Money and tokens by the minute they are charged in, requests by when they were made. */
  private static Spend inWindow(Entry entry, long firstMinute, boolean madeInIt) {
    Spend spend = entry.minute() >= firstMinute ? entry.spend() : NOTHING;
    boolean counts = madeInIt && entry.state() != State.RELEASED;
    return new Spend(spend.settled(), spend.reserved(), counts ? 1 : 0, spend.usage());
  }

  private static Spend plus(Spend one, Spend other) {
    return new Spend(
        one.settled().plus(other.settled()),
        one.reserved().plus(other.reserved()),
        one.requests() + other.requests(),
        one.usage().plus(other.usage()));
  }
}
