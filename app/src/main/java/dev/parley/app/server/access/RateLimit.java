package dev.parley.app.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A bucket of tokens for each asker: full at first, refilled evenly. Knows the {@value #ASKERS_MAX}
 * last seen. Thread-safe.
 */
final class RateLimit {

  static final int ASKERS_MAX = 1_024;

  private final double perSecond;
  private final double burst;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  RateLimit(double perSecond, double burst, InstantSource clock) {
    this.perSecond = perSecond;
    this.burst = burst;
    this.clock = clock;
  }

  private record Bucket(double level, Instant at) {}

  /** Whether one more may pass; takes one if so. */
  synchronized boolean take(String asker) {
    double level = level(asker);
    boolean passes = level >= 1;
    put(asker, passes ? level - 1 : level);
    return passes;
  }

  private double level(String asker) {
    var bucket = buckets.get(asker);
    if (bucket == null) {
      return burst;
    }
    double elapsed = Math.max(0, Duration.between(bucket.at(), clock.instant()).toNanos() / 1e9);
    return Math.min(burst, bucket.level() + elapsed * perSecond);
  }

  private void put(String asker, double level) {
    buckets.remove(asker);
    buckets.put(asker, new Bucket(level, clock.instant()));
    if (buckets.size() > ASKERS_MAX) {
      buckets.remove(buckets.keySet().iterator().next());
    }
  }
}
