package dev.parley.analytics;

import dev.parley.attempt.AttemptPayload;
import dev.parley.event.Event;
import dev.parley.event.StreamId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long attempts were worked on: from being picked to approval, and from the start of
 * integration to the end. Waiting for a worker, for the turn to integrate and for a revival does
 * not count.
 */
final class WorkTime {

  private final Map<StreamId, Duration> worked = new HashMap<>();
  private final Map<StreamId, Instant> since = new HashMap<>();
  private final Map<StreamId, Instant> lastSeen = new HashMap<>();

  private WorkTime() {}

  static WorkTime of(List<Event> log) {
    var time = new WorkTime();
    log.stream().filter(e -> e.stream().name().startsWith("attempt/")).forEach(time::apply);
    return time;
  }

  /** Of an attempt that is still worked on: up to its newest event. */
  Duration of(StreamId attempt) {
    var done = worked.getOrDefault(attempt, Duration.ZERO);
    Instant began = since.get(attempt);
    Instant last = lastSeen.get(attempt);
    return began == null || last == null ? done : done.plus(between(began, last));
  }

  private void apply(Event event) {
    var stream = event.stream();
    switch (event.payload()) {
      // A second pick means that the first worker died: what it did last was the last we saw.
      case AttemptPayload.Picked _ -> {
        pause(stream, lastSeen.get(stream));
        since.put(stream, event.time());
      }
      case AttemptPayload.Approved _, AttemptPayload.Ended _ -> pause(stream, event.time());
      case AttemptPayload.IntegrationStarted _ -> since.putIfAbsent(stream, event.time());
      default -> {}
    }
    lastSeen.put(stream, event.time());
  }

  private void pause(StreamId stream, @Nullable Instant at) {
    Instant began = since.remove(stream);
    if (began != null && at != null) {
      worked.merge(stream, between(began, at), Duration::plus);
    }
  }

  /** Clocks of different machines may disagree: never negative. */
  private static Duration between(Instant from, Instant to) {
    return to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }
}
