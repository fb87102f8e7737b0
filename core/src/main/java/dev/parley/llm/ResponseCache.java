package dev.parley.llm;

import static dev.parley.model.Require.require;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps answers of models by the question's name. Never grows beyond its bounds: what was used
 * longest ago goes first. Whoever uses it must be able to do without: it may lose anything at any
 * time. Thread-safe; must pass {@code ResponseCacheContract}.
 */
public interface ResponseCache {

  /**
   * What is kept at most.
   *
   * @param maxBytes of all contents in UTF-8
   * @param maxEntryBytes of one; a larger one is not kept
   * @param maxAge since it was kept, however often it was used
   */
  record Bounds(int maxEntries, long maxBytes, int maxEntryBytes, Duration maxAge) {

    public static final Bounds STANDARD =
        new Bounds(10_000, 64L << 20, 1 << 20, Duration.ofDays(30));

    public Bounds {
      require(maxEntries >= 1, "maxEntries must be at least 1: %d", maxEntries);
      require(maxBytes >= maxEntryBytes, "maxBytes is below maxEntryBytes: %d", maxBytes);
      require(maxEntryBytes >= 1, "maxEntryBytes must be at least 1: %d", maxEntryBytes);
      require(maxAge.isPositive(), "maxAge must be positive: %s", maxAge);
    }
  }

  /** The content, which counts as used now; empty if there is none or it is too old. */
  Optional<String> find(String key, Instant now);

  /** Keeps a content in place of what the key had, and makes room for it. */
  void keep(String key, String content, Instant now);

  /** Forgets a key; harmless if it is unknown. */
  void drop(String key);
}
