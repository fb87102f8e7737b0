package dev.parley.testkit;

import dev.parley.event.Fence;
import dev.parley.model.RunId;
import dev.parley.safety.LedgerRules.Book;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.LedgerRules.MinuteCharge;
import dev.parley.safety.LedgerRules.Outstanding;
import dev.parley.testkit.InMemoryLedger.Entry;
import dev.parley.testkit.InMemoryLedger.State;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The entries of a ledger as the rules read them. */
record InMemoryBook(Collection<Entry> entries, Predicate<Fence> isNewest) implements Book {

  @Override
  public long chargedMicros(RunId run) {
    return entries.stream().filter(e -> e.run().equals(run)).mapToLong(Entry::micros).sum();
  }

  @Override
  public Charge chargedSince(long minute) {
    return new Charge(
        chargesSince(minute).stream().mapToLong(MinuteCharge::micros).sum(),
        chargesSince(minute).stream().mapToLong(MinuteCharge::tokens).sum());
  }

  @Override
  public List<MinuteCharge> chargesSince(long minute) {
    return entries.stream()
        .filter(e -> e.minute() >= minute)
        .map(e -> new MinuteCharge(e.minute(), e.micros(), e.tokens()))
        .sorted(Comparator.comparingLong(MinuteCharge::minute))
        .toList();
  }

  @Override
  public long requestsAfter(Instant start) {
    return requests(start).count();
  }

  @Override
  public Instant requestAfter(Instant start, long n) {
    return requests(start).sorted().skip(n - 1).findFirst().orElseThrow();
  }

  private Stream<Instant> requests(Instant start) {
    return entries.stream()
        .filter(e -> e.state() != State.RELEASED && e.reservedAt().isAfter(start))
        .map(Entry::reservedAt);
  }

  @Override
  public List<Outstanding> outstandingSince(Instant start) {
    return entries.stream()
        .filter(e -> e.state() == State.RESERVED && e.reservedAt().isAfter(start))
        .filter(e -> isNewest.test(e.ask().fence()))
        .map(e -> new Outstanding(e.run(), e.micros(), e.tokens()))
        .toList();
  }
}
