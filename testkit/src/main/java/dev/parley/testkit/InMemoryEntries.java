package dev.parley.testkit;

import dev.parley.model.RunId;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.LedgerTime.Reading;
import dev.parley.testkit.InMemoryLedger.Entry;
import dev.parley.testkit.InMemoryLedger.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a ledger in memory keeps beyond one opening of it. Guarded by the log's transactions. */
final class InMemoryEntries {

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<RunId, Long> microsOfRuns = new HashMap<>();
  private final NavigableMap<Long, Charge> chargesOfMinutes = new TreeMap<>();

  /** When each call that was not released was reserved, in that order. */
  private final List<Instant> requests = new ArrayList<>();

  private @Nullable Reading lastReading;

  Map<String, Entry> entries() {
    return entries;
  }

  void put(Entry entry) {
    var before = entries.put(entry.ask().requestId(), entry);
    if (before != null) {
      add(before, -1);
    }
    add(entry, 1);
  }

  private void add(Entry entry, int sign) {
    long micros = sign * entry.micros();
    var charge = new Charge(micros, sign * entry.tokens());
    microsOfRuns.merge(entry.run(), micros, Long::sum);
    chargesOfMinutes.merge(entry.minute(), charge, InMemoryEntries::sum);
    if (entry.state() != State.RELEASED) {
      int place = upTo(entry.reservedAt());
      if (sign > 0) {
        requests.add(place, entry.reservedAt());
      } else {
        requests.remove(place - 1);
      }
    }
  }

  /** How many requests were made until then. */
  private int upTo(Instant moment) {
    int least = 0;
    int most = requests.size();
    while (least < most) {
      int middle = (least + most) >>> 1;
      if (requests.get(middle).isAfter(moment)) {
        most = middle;
      } else {
        least = middle + 1;
      }
    }
    return least;
  }

  /** Of those that were not released. */
  List<Instant> requestsAfter(Instant start) {
    return requests.subList(upTo(start), requests.size());
  }

  private static Charge sum(Charge one, Charge other) {
    return new Charge(one.micros() + other.micros(), one.tokens() + other.tokens());
  }

  /** What all calls of a run are charged. */
  long chargedMicros(RunId run) {
    return microsOfRuns.getOrDefault(run, 0L);
  }

  /** What all calls of this minute and later ones are charged. */
  Charge chargedSince(long minute) {
    return chargesOfMinutes.tailMap(minute, true).values().stream()
        .reduce(new Charge(0, 0), InMemoryEntries::sum);
  }

  Optional<Reading> lastReading() {
    return Optional.ofNullable(lastReading);
  }

  void read(Reading reading) {
    lastReading = reading;
  }
}
