package dev.parley.testkit;

import dev.parley.verification.Baseline;
import dev.parley.verification.BaselineStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A {@link BaselineStore} in memory; as size it takes that of the record as text. */
public final class InMemoryBaselineStore implements BaselineStore {

  private final Map<String, Entry> entries = new HashMap<>();
  private final Bounds bounds;

  private record Entry(String key, Baseline baseline, Instant keptAt) {}

  public InMemoryBaselineStore(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public synchronized Optional<Baseline> find(String key, Instant now) {
    return Optional.ofNullable(entries.get(key))
        .filter(entry -> entry.keptAt().isAfter(now.minus(bounds.maxAge())))
        .map(Entry::baseline);
  }

  @Override
  public synchronized void keep(String key, Baseline baseline, Instant now) {
    if (baseline.toString().length() > bounds.maxEntryBytes()) {
      entries.remove(key);
    } else {
      entries.put(key, new Entry(key, baseline, now));
    }
    entries.values().removeIf(old -> !old.keptAt().isAfter(now.minus(bounds.maxAge())));
    while (entries.size() > bounds.maxEntries()) {
      var oldest = Comparator.comparing(Entry::keptAt).thenComparing(Entry::key);
      entries.remove(entries.values().stream().min(oldest).orElseThrow().key());
    }
  }
}
