package dev.parley.verification;

import static dev.parley.model.Require.require;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps baselines for all runs on the store, by a key that names the tree, the checks and the
 * environment. Never grows beyond its bounds: what was kept longest ago goes first. Whoever uses it
 * must be able to do without. Thread-safe; must pass {@code BaselineStoreContract}.
 */
public interface BaselineStore {

  /**
   * What is kept at most.
   *
   * @param maxEntryBytes of one as it is stored; a larger one is not kept
   * @param maxAge after which tools outside the repository may have changed too much
   */
  record Bounds(int maxEntries, int maxEntryBytes, Duration maxAge) {

    public static final Bounds STANDARD = new Bounds(200, 8 << 20, Duration.ofDays(7));

    public Bounds {
      require(maxEntries >= 1, "maxEntries must be at least 1: %d", maxEntries);
      require(maxEntryBytes >= 1, "maxEntryBytes must be at least 1: %d", maxEntryBytes);
      require(maxAge.isPositive(), "maxAge must be positive: %s", maxAge);
    }
  }

  /** Empty if there is none, it is too old, or it cannot be read any more. */
  Optional<Baseline> find(String key, Instant now);

  /** Keeps a baseline in place of what the key had, and makes room for it. */
  void keep(String key, Baseline baseline, Instant now);
}
