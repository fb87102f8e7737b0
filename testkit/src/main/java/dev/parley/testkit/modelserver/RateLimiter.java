package dev.parley.testkit.modelserver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The provider's own count of what an account uses: two buckets that fill steadily, a model. */
final class RateLimiter {

  private static final double NANOS_PER_MINUTE = 60e9;

  /** Models counted apart; what comes after them shares one count. */
  private static final int MAX_MODELS = 64;

  private final RateLimits limits;
  private final InstantSource clock;
  private final Map<String, Account> accounts = new HashMap<>();

  RateLimiter(RateLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * How much is left.
   *
   * @param untilFits how long until a request like the one asked about fits; zero if it fits now
   */
  record Level(Instant now, Gauge requests, Gauge tokens, Duration untilFits) {

    /** The same, with nothing left and a given wait, for a limit the script made up. */
    Level exhausted(Duration until) {
      return new Level(now, requests.emptied(until), tokens.emptied(until), until);
    }
  }

  /**
   * One bucket as the headers show it.
   *
   * @param untilFull how long until it is full again
   */
  record Gauge(long limit, long remaining, Duration untilFull) {
    Gauge emptied(Duration until) {
      return new Gauge(limit, 0, until);
    }
  }

  /** Takes a request of this size if it fits, and says how much is left. */
  synchronized Level admit(String model, long tokens) {
    var account = account(model);
    account.refill(clock.instant());
    var untilFits = longer(account.requests.until(1), account.tokens.until(tokens));
    if (untilFits.isZero()) {
      account.requests.take(1);
      account.tokens.take(tokens);
    }
    return account.level(untilFits);
  }

  /** Takes what the answer used. May leave less than nothing, which later requests wait for. */
  synchronized void charge(String model, long tokens) {
    account(model).tokens.take(tokens);
  }

  /** How much is left of the account, without a request. */
  synchronized Level look(String model) {
    var account = account(model);
    account.refill(clock.instant());
    return account.level(Duration.ZERO);
  }

  private Account account(String model) {
    var key = accounts.size() < MAX_MODELS || accounts.containsKey(model) ? model : "other";
    return accounts.computeIfAbsent(key, _ -> new Account(limits, clock.instant()));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static final class Account {
    final Bucket requests;
    final Bucket tokens;
    Instant filledAt;

    Account(RateLimits limits, Instant now) {
      requests = new Bucket(limits.requestsPerMinute());
      tokens = new Bucket(limits.tokensPerMinute());
      filledAt = now;
    }

    /** A clock that goes back gives nothing, nor does its return. */
    void refill(Instant now) {
      var passed = Duration.between(filledAt, now);
      if (passed.isPositive()) {
        requests.fill(passed);
        tokens.fill(passed);
        filledAt = now;
      }
    }

    Level level(Duration untilFits) {
      return new Level(filledAt, requests.gauge(), tokens.gauge(), untilFits);
    }
  }

  private static final class Bucket {
    final long limit;
    double level;

    Bucket(long limit) {
      this.limit = limit;
      level = limit;
    }

    void fill(Duration passed) {
      level = Math.min((double) limit, level + limit * (passed.toNanos() / NANOS_PER_MINUTE));
    }

    void take(long amount) {
      level -= amount;
    }

    /** A request larger than the whole bucket fits once the bucket is full. */
    Duration until(long amount) {
      var missing = Math.min(amount, limit) - level;
      return missing <= 1e-6 ? Duration.ZERO : span(missing);
    }

    Gauge gauge() {
      return new Gauge(limit, Math.max(0, (long) level), span(limit - level));
    }

    private Duration span(double amount) {
      return Duration.ofNanos((long) Math.ceil(amount / limit * NANOS_PER_MINUTE));
    }
  }
}
