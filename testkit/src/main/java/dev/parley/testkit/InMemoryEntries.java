package dev.parley.testkit;

import dev.parley.safety.LedgerTime.Reading;
import dev.parley.testkit.InMemoryLedger.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a ledger in memory keeps beyond one opening of it. Guarded by the log's transactions. */
final class InMemoryEntries {

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private @Nullable Reading lastReading;

  Map<String, Entry> entries() {
    return entries;
  }

  void put(Entry entry) {
    entries.put(entry.ask().requestId(), entry);
  }

  Optional<Reading> lastReading() {
    return Optional.ofNullable(lastReading);
  }

  void read(Reading reading) {
    lastReading = reading;
  }
}
