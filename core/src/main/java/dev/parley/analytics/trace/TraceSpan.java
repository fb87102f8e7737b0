package dev.parley.analytics.trace;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that took time and is over.
 *
 * @param parentId empty for the run that nobody's trace began
 * @param remote whether the call went to somebody else
 * @param end never before the start
 * @param attributes texts, whole numbers ({@link Long}), numbers ({@link Double}) and truth values
 * @param error the class of what went wrong; empty if nothing did
 */
public record TraceSpan(
    String traceId,
    String spanId,
    Optional<String> parentId,
    String name,
    boolean remote,
    Instant start,
    Instant end,
    Map<String, Object> attributes,
    Optional<String> error) {

  public TraceSpan {
    attributes = Map.copyOf(attributes);
    end = end.isBefore(start) ? start : end;
  }
}
