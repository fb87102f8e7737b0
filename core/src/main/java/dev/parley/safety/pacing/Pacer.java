package dev.parley.safety.pacing;

import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.QuotaListener;
import dev.parley.llm.QuotaReport;
import dev.parley.model.ModelName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Knows of all calls of this process, by model, when each may start. One for all runs of a process,
 * since they share the account. Thread-safe; never blocks for longer than it takes to decide.
 */
public final class Pacer implements QuotaListener {

  /** Models paced apart; what comes after them shares one lane. */
  private static final int MAX_MODELS = 256;

  private static final ModelName OTHERS = new ModelName("any", "other");

  private final InstantSource clock;
  private final Map<ModelName, Lane> lanes = new HashMap<>();

  /**
   * @param clock should be one that is never set, as {@code System.nanoTime} is; with one that is,
   *     a leap forward may grant a few seconds' worth, which the next report takes back
   */
  public Pacer(InstantSource clock) {
    this.clock = clock;
  }

  /** A call's place, from its arrival to its end. Belongs to one thread. */
  final class Place {

    private final Lane lane;
    private final ModelRequest request;
    private final Lane.Ticket ticket;
    private boolean started;

    private Place(Lane lane, ModelRequest request) {
      this.lane = lane;
      this.request = request;
      this.ticket = lane.arrive(request);
    }

    /** Starts if there is room now; else says how long there will be none. */
    Optional<Duration> tryStart() {
      synchronized (Pacer.this) {
        Optional<Duration> wait = lane.tryStart(ticket, clock.instant());
        started = wait.isEmpty();
        return wait;
      }
    }

    /** Whether it has started and not ended. */
    boolean hasStarted() {
      return started;
    }

    /** Ends with an answer. */
    void answered(ModelReply reply) {
      synchronized (Pacer.this) {
        end(reply.usage().map(Demand::of));
        reply.usage().ifPresent(usage -> lane.estimator().learn(request, usage));
        lane.succeeded();
      }
    }

    /** Ends without one. */
    void failed(ModelFailure failure) {
      synchronized (Pacer.this) {
        end(counted(failure));
        Instant now = clock.instant();
        switch (failure.kind()) {
          case RATE_LIMITED -> lane.rateLimited(ticket, failure.retryAfter(), now);
          case OVERLOADED -> lane.overloaded(now);
          case SERVER_ERROR, CONNECTION, BAD_REQUEST, UNAUTHORIZED, OUT_OF_CREDIT -> {
            // Says nothing of how much may be sent.
          }
        }
      }
    }

    /** Ends, whether it had started or not, if it has not ended yet; it counted nothing. */
    void giveUp() {
      synchronized (Pacer.this) {
        if (started) {
          end(Optional.of(Demand.NOTHING));
        } else {
          lane.leave(ticket);
        }
      }
    }

    /** Ends a call that was cut off: what it counted is not known. */
    void cutOff() {
      synchronized (Pacer.this) {
        end(Optional.empty());
      }
    }

    private void end(Optional<Demand> counted) {
      started = false;
      lane.end(ticket, counted, clock.instant());
    }
  }

  /** How many calls of a model wait because the provider serves no more now. */
  public synchronized int waiting(ModelName model) {
    var lane = lanes.get(model);
    return lane == null ? 0 : lane.waiting();
  }

  /** A call comes and stands behind those of its model that wait. */
  synchronized Place arrive(ModelRequest request) {
    return new Place(lane(request.model()), request);
  }

  @Override
  public synchronized void heard(ModelName model, QuotaReport report) {
    lane(model).hear(report, clock.instant());
  }

  private Lane lane(ModelName model) {
    boolean known = lanes.size() < MAX_MODELS || lanes.containsKey(model);
    return lanes.computeIfAbsent(known ? model : OTHERS, _ -> new Lane(clock.instant()));
  }

  private static Optional<Demand> counted(ModelFailure failure) {
    if (failure.isHeldBack()) {
      return Optional.of(Demand.NOTHING);
    }
    return failure.maybeBilled() ? Optional.empty() : Optional.of(Demand.refused());
  }
}
