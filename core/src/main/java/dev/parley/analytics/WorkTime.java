package dev.parley.analytics;

import dev.parley.attempt.AttemptPayload;
import dev.parley.event.Event;
import dev.parley.event.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long attempts were worked on, and in which stage: from being picked to approval, and from the
 * start of integration to the end. Waiting for a worker, for the turn to integrate and for a
 * revival does not count.
 */
final class WorkTime {

  private final Map<StreamId, Attempt> attempts = new HashMap<>();

  private WorkTime() {}

  static WorkTime of(List<Event> log) {
    var time = new WorkTime();
    for (var event : log) {
      if (event.stream().name().startsWith("attempt/")) {
        time.attempts.computeIfAbsent(event.stream(), _ -> new Attempt()).apply(event);
      }
    }
    return time;
  }

  /** Of an attempt that is still worked on: up to its newest event. */
  Duration of(StreamId attempt) {
    return sum(stages(attempt).values());
  }

  /** The same by stage; those it never came to are missing. */
  Map<Stage, Duration> stages(StreamId attempt) {
    Attempt of = attempts.get(attempt);
    return of == null ? Map.of() : of.stages();
  }

  static Duration sum(Collection<Duration> times) {
    return times.stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** One attempt's stream, event by event. */
  private static final class Attempt {
    private final Map<Stage, Duration> worked = new EnumMap<>(Stage.class);
    private Stage stage = Stage.PREPARE;
    private @Nullable Instant since;
    private @Nullable Instant lastSeen;

    void apply(Event event) {
      if (event.payload() instanceof AttemptPayload transition) {
        moved(transition, event.time());
      }
      lastSeen = event.time();
    }

    private void moved(AttemptPayload transition, Instant now) {
      switch (transition) {
        // A second pick means that the first worker died: what it did last was the last we saw.
        case AttemptPayload.Picked _ -> {
          pause(lastSeen);
          since = now;
        }
        case AttemptPayload.CodingStarted _ -> enter(Stage.CODE, now);
        case AttemptPayload.VerifyingStarted _ -> enter(Stage.VERIFY, now);
        case AttemptPayload.ReviewingStarted _ -> enter(Stage.REVIEW, now);
        case AttemptPayload.IntegrationStarted _ -> {
          stage = Stage.INTEGRATE;
          since = since == null ? now : since;
        }
        case AttemptPayload.Approved _, AttemptPayload.Ended _ -> pause(now);
      }
    }

    private void enter(Stage next, Instant now) {
      pause(now);
      stage = next;
      since = now;
    }

    private void pause(@Nullable Instant at) {
      if (since != null && at != null) {
        worked.merge(stage, between(since, at), Duration::plus);
      }
      since = null;
    }

    Map<Stage, Duration> stages() {
      var stages = new EnumMap<Stage, Duration>(Stage.class);
      stages.putAll(worked);
      if (since != null && lastSeen != null) {
        stages.merge(stage, between(since, lastSeen), Duration::plus);
      }
      return stages;
    }
  }

  /** Clocks of different machines may disagree: never negative. */
  static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
