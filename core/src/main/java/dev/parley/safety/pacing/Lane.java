package dev.parley.safety.pacing;

import dev.parley.llm.ModelRequest;
import dev.parley.llm.QuotaReport;
import dev.parley.llm.QuotaReport.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All calls of one model: who waits, who is under way, and what is left. Not thread-safe. */
final class Lane {

  /** Callers are threads, of which there are far fewer; more would be a mistake. */
  static final int MAX_WAITING = 4_096;

  /** How soon a call looks again for a place that others leave. */
  private static final Duration FOR_A_PLACE = Duration.ofMillis(100);

  private final Map<Dimension, ShadowBucket> buckets = new EnumMap<>(Dimension.class);
  private final Map<Ticket, Map<Dimension, ShadowBucket.Charge>> underWay = new HashMap<>();
  private final Deque<Ticket> waiting = new ArrayDeque<>();
  private final Concurrency concurrency = new Concurrency();
  private final DemandEstimator estimator = new DemandEstimator();
  private final Hold hold = new Hold();

  /** A call, from its arrival to its end. Equal to itself alone. */
  static final class Ticket {
    final Demand demand;

    Ticket(Demand demand) {
      this.demand = demand;
    }
  }

  Lane(Instant now) {
    for (Dimension dimension : Dimension.values()) {
      buckets.put(dimension, new ShadowBucket(now));
    }
  }

  /** Calls that have come and not started. */
  int waiting() {
    return waiting.size();
  }

  /** A call comes and stands behind those that wait. */
  Ticket arrive(ModelRequest request) {
    return arrive(estimator.expected(request));
  }

  Ticket arrive(Demand demand) {
    if (waiting.size() >= MAX_WAITING) {
      throw new IllegalStateException("more than " + MAX_WAITING + " calls wait");
    }
    var ticket = new Ticket(demand);
    waiting.add(ticket);
    return ticket;
  }

  /**
   * Starts a call if it is its turn and there is room.
   *
   * @return empty if it has started; else how long it has to wait as far as can be said
   */
  Optional<Duration> tryStart(Ticket ticket, Instant now) {
    advance(now);
    Duration wait = untilRoomFor(ticket, now);
    if (wait.isPositive()) {
      return Optional.of(wait);
    }
    if (!ticket.equals(waiting.peek())) {
      // Whoever is before it only has to wake.
      return Optional.of(Duration.ofMillis(1));
    }
    waiting.remove();
    var charges = new EnumMap<Dimension, ShadowBucket.Charge>(Dimension.class);
    buckets.forEach(
        (dimension, bucket) -> charges.put(dimension, bucket.start(ticket.demand.in(dimension))));
    underWay.put(ticket, charges);
    return Optional.empty();
  }

  private Duration untilRoomFor(Ticket ticket, Instant now) {
    Duration wait = hold.left(now);
    int ahead = 0;
    var before = new EnumMap<Dimension, Double>(Dimension.class);
    for (Ticket other : waiting) {
      if (other.equals(ticket)) {
        break;
      }
      ahead++;
      for (Dimension dimension : buckets.keySet()) {
        before.merge(dimension, other.demand.in(dimension), Double::sum);
      }
    }
    if (underWay.size() + ahead >= concurrency.limit()) {
      wait = longer(wait, FOR_A_PLACE);
    }
    for (var entry : buckets.entrySet()) {
      double amount = ticket.demand.in(entry.getKey());
      double others = before.getOrDefault(entry.getKey(), 0.0);
      wait = longer(wait, entry.getValue().untilRoomFor(amount, others));
    }
    return wait;
  }

  /** A call no longer wants to start. */
  void leave(Ticket ticket) {
    waiting.remove(ticket);
  }

  /**
   * A call has ended.
   *
   * @param counted what it counted; empty if that is not known
   */
  void end(Ticket ticket, Optional<Demand> counted, Instant now) {
    var charges = underWay.remove(ticket);
    if (charges == null) {
      throw new IllegalStateException("a call ended that was not under way");
    }
    advance(now);
    Demand demand = counted.orElse(ticket.demand);
    buckets.forEach((dimension, bucket) -> {
      ShadowBucket.Charge charge = charges.get(dimension);
      if (charge != null) {
        bucket.end(charge, demand.in(dimension));
      }
    });
  }

  /** The provider says how much is left. */
  void hear(QuotaReport report, Instant now) {
    advance(now);
    boolean knew = knowsLimits();
    buckets.forEach((dimension, bucket) -> {
      QuotaReport.Quota quota = report.quotas().get(dimension);
      if (quota != null) {
        bucket.hear(quota, report.roundTrip());
      }
    });
    if (!knew && knowsLimits()) {
      concurrency.lift();
    }
  }

  void succeeded() {
    concurrency.succeeded(underWay.size() + 1);
  }

  /** The provider, not our share of it, is at its end. */
  void overloaded(Instant now) {
    concurrency.refused(now);
  }

  /**
   * The provider refused a call for its limits. If the buckets now show why, they see to the rest;
   * else everybody waits as long as the provider asked that one call to.
   */
  void rateLimited(Ticket ticket, Optional<Duration> retryAfter, Instant now) {
    boolean explained =
        buckets.entrySet().stream()
            .anyMatch(entry -> !entry.getValue().hasRoomFor(ticket.demand.in(entry.getKey())));
    if (!explained) {
      concurrency.refused(now);
      retryAfter.ifPresent(time -> hold.until(now, time));
    }
  }

  DemandEstimator estimator() {
    return estimator;
  }

  int limit() {
    return concurrency.limit();
  }

  int countUnderWay() {
    return underWay.size();
  }

  private boolean knowsLimits() {
    return buckets.values().stream().anyMatch(ShadowBucket::isKnown);
  }

  private void advance(Instant now) {
    buckets.values().forEach(bucket -> bucket.advance(now));
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
