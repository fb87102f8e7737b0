package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.llm.ResponseCache;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A {@link ResponseCache} in memory. */
public final class InMemoryResponseCache implements ResponseCache {

  private final Map<String, Entry> entries = new HashMap<>();
  private final Bounds bounds;

  private record Entry(String key, String content, Instant keptAt, Instant usedAt) {
    int bytes() {
      return content.getBytes(UTF_8).length;
    }
  }

  public InMemoryResponseCache(Bounds bounds) {
    this.bounds = bounds;
  }

  @Override
  public synchronized Optional<String> find(String key, Instant now) {
    var entry = entries.get(key);
    if (entry == null || !entry.keptAt().isAfter(now.minus(bounds.maxAge()))) {
      return Optional.empty();
    }
    entries.put(key, new Entry(key, entry.content(), entry.keptAt(), now));
    return Optional.of(entry.content());
  }

  @Override
  public synchronized void keep(String key, String content, Instant now) {
    var entry = new Entry(key, content, now, now);
    if (entry.bytes() > bounds.maxEntryBytes()) {
      entries.remove(key);
      return;
    }
    entries.put(key, entry);
    entries.values().removeIf(old -> !old.keptAt().isAfter(now.minus(bounds.maxAge())));
    while (entries.size() > bounds.maxEntries() || bytes() > bounds.maxBytes()) {
      var oldest = Comparator.comparing(Entry::usedAt).thenComparing(Entry::key);
      entries.remove(entries.values().stream().min(oldest).orElseThrow().key());
    }
  }

  private long bytes() {
    return entries.values().stream().mapToLong(Entry::bytes).sum();
  }

  @Override
  public synchronized void drop(String key) {
    entries.remove(key);
  }
}
