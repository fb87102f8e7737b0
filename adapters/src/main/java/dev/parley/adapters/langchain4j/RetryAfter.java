package dev.parley.adapters.langchain4j;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** How long a provider asks to wait: the header {@code retry-after} in each of its forms. */
final class RetryAfter {

  private static final Duration MAX = Duration.ofDays(365);

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    return headers
        .firstValue("retry-after-ms")
        .flatMap(text -> seconds(text, 1_000))
        .or(() -> headers.firstValue("retry-after").flatMap(text -> parse(text, now)));
  }

  private static Optional<Duration> parse(String text, Instant now) {
    return seconds(text, 1).or(() -> date(text).map(at -> between(now, at)));
  }

  /** Fractions count; rounded up to the millisecond. */
  private static Optional<Duration> seconds(String text, int divisor) {
    try {
      double seconds = Double.parseDouble(text.strip()) / divisor;
      if (!(seconds >= 0) || seconds > MAX.toSeconds()) {
        return seconds > 0 ? Optional.of(MAX) : Optional.empty();
      }
      return Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1_000)));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }

  private static Duration between(Instant now, Instant at) {
    Duration wait = Duration.between(now, at);
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
