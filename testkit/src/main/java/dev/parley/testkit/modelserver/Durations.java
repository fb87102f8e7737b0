package dev.parley.testkit.modelserver;

import java.time.Duration;

/** Wire forms of spans of time. */
final class Durations {

  private static final long MILLIS_PER_SECOND = 1_000;

  private Durations() {}

  /** Whole seconds, rounded up: a client that waits this long has waited long enough. */
  static long secondsRoundedUp(Duration span) {
    return Math.ceilDiv(span.toMillis(), MILLIS_PER_SECOND);
  }

  /** OpenAI's form of a reset time: {@code 120ms}, {@code 1.5s}, {@code 6m0s}, {@code 1h0m0s}. */
  static String openAiForm(Duration span) {
    if (span.toMillis() < MILLIS_PER_SECOND) {
      return span.toMillis() + "ms";
    }
    var out = new StringBuilder();
    if (span.toHours() > 0) {
      out.append(span.toHours()).append('h');
    }
    if (span.toMinutes() > 0) {
      out.append(span.toMinutesPart()).append('m');
    }
    out.append(span.toSecondsPart());
    if (span.toMillisPart() > 0) {
      out.append('.').append("%03d".formatted(span.toMillisPart()).replaceAll("0+$", ""));
    }
    return out.append('s').toString();
  }
}
