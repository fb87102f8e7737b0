package dev.parley.analytics.trace;

import static dev.parley.model.Require.require;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a trace goes on, as W3C Trace Context writes it in the header {@code traceparent} and
 * programs in the variable {@code TRACEPARENT}.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 of them, not all zero
 */
public record TraceParent(String traceId, String spanId) {

  /** The variable that hands it from process to process. */
  public static final String VARIABLE = "TRACEPARENT";

  private static final Pattern HEADER =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.{0,256})?");
  private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
  private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

  public TraceParent {
    require(TRACE_ID.matcher(traceId).matches(), "not a trace id");
    require(SPAN_ID.matcher(spanId).matches(), "not a span id");
  }

  /** Empty if the text is none; later versions of the header may have more at the end. */
  public static Optional<TraceParent> parse(String text) {
    var match = HEADER.matcher(text);
    if (!match.matches()
        || match.group(1).equals("ff")
        || (match.group(1).equals("00") && match.group(4) != null)
        || !TRACE_ID.matcher(match.group(2)).matches()
        || !SPAN_ID.matcher(match.group(3)).matches()) {
      return Optional.empty();
    }
    return Optional.of(new TraceParent(match.group(2), match.group(3)));
  }

  /** As a header of version 00; what Parley traces is always recorded. */
  @Override
  public String toString() {
    return "00-" + traceId + "-" + spanId + "-01";
  }
}
