package dev.parley.analytics;

import dev.parley.event.Event;
import dev.parley.scheduling.SchedulingPayload.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What ready tasks of a run waited for, over time. The log says how many waited for what, not
 * which: each is taken to have waited for what the others waited for, in the same parts.
 */
final class QueueReasons {

  private record Span(Instant from, Map<String, Integer> tasks) {}

  private final List<Span> spans;

  private QueueReasons(List<Span> spans) {
    this.spans = spans;
  }

  static QueueReasons of(List<Event> log) {
    return new QueueReasons(
        log.stream()
            .filter(event -> event.payload() instanceof Held)
            .map(event -> new Span(event.time(), ((Held) event.payload()).tasks()))
            .toList());
  }

  /** The parts of a wait by reason; what nothing is known of is in none. */
  Map<String, Duration> between(Instant from, Instant to) {
    var parts = new TreeMap<String, Duration>();
    for (int i = 0; i < spans.size(); i++) {
      var start = later(spans.get(i).from(), from);
      var end = i + 1 < spans.size() ? earlier(spans.get(i + 1).from(), to) : to;
      if (start.isBefore(end)) {
        share(spans.get(i).tasks(), Duration.between(start, end), parts);
      }
    }
    return parts;
  }

  private static void share(
      Map<String, Integer> tasks, Duration time, Map<String, Duration> parts) {
    int all = tasks.values().stream().mapToInt(count -> count).sum();
    tasks.forEach((reason, count) ->
        parts.merge(reason, time.multipliedBy(count).dividedBy(all), Duration::plus));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
