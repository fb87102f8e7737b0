package dev.parley.safety.pacing;

import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The other side of a simulation: one token bucket, counted exactly, by the true time. A request's
 * input is taken when it is admitted, its output when it is answered.
 */
final class SimulatedProvider {

  private final double limit;
  private final double perNano;
  private double level;
  private long filledAtNanos;
  private long granted;

  SimulatedProvider(long tokensPerMinute) {
    this.limit = (double) tokensPerMinute;
    this.perNano = limit / 60e9;
    this.level = (double) tokensPerMinute;
  }

  /** Whether a request is let in. */
  boolean admits(long input, long nanos) {
    fill(nanos);
    if (level < Math.min((double) input, limit)) {
      return false;
    }
    take(input);
    return true;
  }

  void take(long tokens) {
    level -= (double) tokens;
    granted += tokens;
  }

  /** What the headers say now. */
  Map<Dimension, Quota> quotas(long nanos) {
    fill(nanos);
    long remaining = (long) Math.max(0, level);
    var untilFull = Duration.ofNanos((long) ((limit - level) / perNano));
    return Map.of(
        Dimension.TOKENS, new Quota((long) limit, remaining, Optional.of(untilFull)),
        Dimension.REQUESTS, new Quota(1_000_000, 999_999, Optional.empty()));
  }

  Duration untilAdmits(long input) {
    return Duration.ofNanos(
        (long) Math.max(0, (Math.min((double) input, limit) - level) / perNano));
  }

  /** Tokens taken so far. */
  long granted() {
    return granted;
  }

  private void fill(long nanos) {
    level = Math.min(limit, level + perNano * (double) (nanos - filledAtNanos));
    filledAtNanos = nanos;
  }
}
