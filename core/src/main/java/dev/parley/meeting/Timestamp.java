package dev.parley.meeting;

import java.time.Duration;
import java.util.Optional;

/** Times as transcripts write them: {@code 1:02:03.456}, {@code 02:03}, {@code 02:03,4}. */
final class Timestamp {

  private static final int MAX_HOURS_DIGITS = 4;

  private Timestamp() {}

  /** Empty if the text is not a time from its first to its last character. */
  static Optional<Duration> parse(String text) {
    var parts = text.split(":", 4);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    var last = parts[parts.length - 1];
    int point = last.indexOf('.') >= 0 ? last.indexOf('.') : last.indexOf(',');
    var seconds = point < 0 ? last : last.substring(0, point);
    var fraction = point < 0 ? "0" : last.substring(point + 1);
    boolean valid =
        isNumber(parts[0], MAX_HOURS_DIGITS)
            && (parts.length == 2 || isSixtieth(parts[1]))
            && isSixtieth(seconds)
            && isNumber(fraction, 9);
    if (!valid) {
      return Optional.empty();
    }
    long whole = Long.parseLong(parts[0]);
    if (parts.length == 3) {
      whole = whole * 60 + Long.parseLong(parts[1]);
    }
    whole = whole * 60 + Long.parseLong(seconds);
    long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
    return Optional.of(Duration.ofSeconds(whole, nanos));
  }

  /** As printed in prompts and documents: {@code 05:07}, or {@code 1:05:07} after an hour. */
  static String shown(Duration at) {
    return at.toHours() > 0
        ? "%d:%02d:%02d".formatted(at.toHours(), at.toMinutesPart(), at.toSecondsPart())
        : "%02d:%02d".formatted(at.toMinutesPart(), at.toSecondsPart());
  }

  private static boolean isSixtieth(String text) {
    return text.length() == 2 && isNumber(text, 2) && text.charAt(0) < '6';
  }

  private static boolean isNumber(String text, int maxDigits) {
    return !text.isEmpty()
        && text.length() <= maxDigits
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
