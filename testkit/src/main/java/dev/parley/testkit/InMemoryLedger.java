package dev.parley.testkit;

import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.Limits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ledger in memory, on the same transactions as the log, so that it dies where the log dies.
 */
public final class InMemoryLedger implements Ledger {

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
  }

  private final InMemoryEventLog log;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  public InMemoryLedger(InMemoryEventLog log) {
    this.log = log;
  }

  @Override
  public Answer reserve(Ask ask, Limits limits, Instant now) {
    return log.transact(t -> {
      t.check(ask.fence());
      if (entries.containsKey(ask.requestId())) {
        return new Answer.Reserved(ask.requestId());
      }
      var transaction = t.unwrap(InMemoryTransaction.class);
      var book = new InMemoryBook(entries.values(), transaction::isNewest);
      Answer answer = LedgerRules.decide(ask, limits, now, book);
      if (answer instanceof Answer.Reserved) {
        transaction.join(() -> entries.put(ask.requestId(), entry(ask, now)));
      }
      return answer;
    });
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
  public void settle(
      String requestId, Optional<TokenUsage> usage, Optional<Money> cost, Instant now) {
    change(
        requestId,
        entry -> {
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
        entry ->
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
    @Nullable Entry of(@Nullable Entry entry);
  }

  private void change(String requestId, Change change) {
    log.transact(t -> {
      Entry after = change.of(entries.get(requestId));
      if (after != null) {
        t.unwrap(InMemoryTransaction.class).join(() -> entries.put(requestId, after));
      }
      return requestId;
    });
  }

  @Override
  public Spend spendOf(RunId run) {
    return log.look(() -> {
      var spend = new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE);
      for (Entry entry : entries.values()) {
        spend = entry.run().equals(run) ? plus(spend, entry) : spend;
      }
      return spend;
    });
  }

  private static Spend plus(Spend spend, Entry entry) {
    var charged = new Money(entry.micros());
    return switch (entry.state()) {
      case RELEASED -> spend;
      case RESERVED ->
          new Spend(
              spend.settled(), spend.reserved().plus(charged), spend.requests() + 1, spend.usage());
      case SETTLED ->
          new Spend(
              spend.settled().plus(charged),
              spend.reserved(),
              spend.requests() + 1,
              spend.usage().plus(entry.usage()));
    };
  }
}
