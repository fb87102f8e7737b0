package dev.parley.testkit;

import dev.parley.event.Fence;
import dev.parley.model.RunId;
import dev.parley.safety.LedgerRules.Book;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.LedgerRules.MinuteCharge;
import dev.parley.safety.LedgerRules.Outstanding;
import dev.parley.testkit.InMemoryLedger.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The entries of a ledger as the rules read them. */
record InMemoryBook(InMemoryEntries kept, Predicate<Fence> isNewest) implements Book {

  @Override
  public long chargedMicros(RunId run) {
    return kept.chargedMicros(run);
  }

  @Override
  public Charge chargedSince(long minute) {
    return kept.chargedSince(minute);
  }

  @Override
  public List<MinuteCharge> chargesSince(long minute) {
    return kept.entries().values().stream()
        .filter(e -> e.minute() >= minute)
        .map(e -> new MinuteCharge(e.minute(), e.micros(), e.tokens()))
        .sorted(Comparator.comparingLong(MinuteCharge::minute))
        .toList();
  }

  @Override
  public long requestsAfter(Instant start) {
    return kept.requestsAfter(start).size();
  }

  @Override
  public Instant requestAfter(Instant start, long n) {
    return kept.requestsAfter(start).get(Math.toIntExact(n - 1));
  }

  @Override
  public List<Outstanding> outstandingSince(Instant start) {
    return kept.entries().values().stream()
        .filter(e -> e.state() == State.RESERVED && e.reservedAt().isAfter(start))
        .filter(e -> isNewest.test(e.ask().fence()))
        .map(e -> new Outstanding(e.run(), e.micros(), e.tokens()))
        .toList();
  }
}
