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
    long micros = 0;
    for (var entry : entries) {
      micros += entry.run().equals(run) ? entry.micros() : 0;
    }
    return micros;
  }

  @Override
  public Charge chargedSince(long minute) {
    long micros = 0;
    long tokens = 0;
    for (var entry : entries) {
      if (entry.minute() >= minute) {
        micros += entry.micros();
        tokens += entry.tokens();
      }
    }
    return new Charge(micros, tokens);
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
    long count = 0;
    for (var entry : entries) {
      count += counts(entry, start) ? 1 : 0;
    }
    return count;
  }

  @Override
  public Instant requestAfter(Instant start, long n) {
    return requests(start).sorted().skip(n - 1).findFirst().orElseThrow();
  }

  private Stream<Instant> requests(Instant start) {
    return entries.stream().filter(e -> counts(e, start)).map(Entry::reservedAt);
  }

  private static boolean counts(Entry entry, Instant start) {
    return entry.state() != State.RELEASED && entry.reservedAt().isAfter(start);
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
