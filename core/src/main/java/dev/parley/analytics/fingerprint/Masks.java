package dev.parley.analytics.fingerprint;

import dev.parley.model.SecretText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a line what differs from one run to the next although the failure is the same: where
 * the worktree lies, numbers, times, ids, temporary names; and every secret. Pure; every pattern
 * takes linear time on a line of at most {@value #MAX_LINE} characters.
 */
final class Masks {

  /** A longer line is cut: what tells failures apart stands in front. */
  static final int MAX_LINE = 400;

  private static final String SECRET = "<SECRET>";

  private record Mask(Pattern pattern, String replacement) {
    static Mask of(String regex, String replacement) {
      return new Mask(Pattern.compile(regex), replacement);
    }
  }

  /** In this order: what is long and particular comes before what it is made of. */
  private static final List<Mask> MASKS =
      List.of(
          Mask.of("\\S{0,40}\\[masked[^\\]]{0,20}\\]\\S{0,80}", SECRET),
          Mask.of("(?<=://)[^\\s/@]{1,200}@", SECRET + "@"),
          Mask.of("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{6,400}", "$1 " + SECRET),
          Mask.of(
              "(?i)([\\w-]{0,40}(?:password|passwd|pwd|secret|token|api[_-]?key|credential)"
                  + "[\\w-]{0,40}['\"]?\\s{0,3}[=:]\\s{0,3})[^\\s,;]{1,400}",
              "$1" + SECRET),
          Mask.of("\\beyJ[\\w-]{8,400}(?:\\.[\\w-]{1,400}){0,2}", SECRET),
          Mask.of("(?i)\\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\\b", "<ID>"),
          Mask.of(
              "\\b\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?"
                  + "(?:Z|[+-]\\d\\d:?\\d\\d)?)?",
              "<TIME>"),
          Mask.of("\\b\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?\\b", "<TIME>"),
          Mask.of("\\bhttps?://[^\\s\"'<>)]{1,300}", "<URL>"),
          Mask.of("\\bfile:/{1,3}(?=[\\w.])", "/"),
          // Of a path only the file's name says which failure it is.
          Mask.of(
              "(?<![\\w.])(?:[A-Za-z]:)?(?:[\\\\/][\\w.@+~-]{1,120}){1,40}[\\\\/](?=[\\w.@+~-])",
              ""),
          Mask.of(
              "(?<![\\w./\\\\])(?:[\\w.@+~-]{1,120}/){1,40}(?=[\\w@+~-][\\w.@+~-]{0,80}\\.\\w)",
              ""),
          Mask.of("(?<![\\w.])/(?=[\\w.])", ""),
          Mask.of("\\b0x[0-9a-fA-F]{1,64}\\b", "<HEX>"),
          Mask.of("(?<=@)[0-9a-f]{4,16}\\b", "<HEX>"),
          Mask.of("\\b(?=[0-9a-f]{0,63}\\d)(?=\\d{0,63}[a-f])[0-9a-f]{7,64}\\b", "<HEX>"),
          Mask.of(
              "\\b(?=[\\w+=-]{0,200}\\d)(?=[\\w+=-]{0,200}[A-Za-z])[A-Za-z0-9_+=-]{28,200}",
              "<ID>"),
          Mask.of(
              "(?<![\\w.])\\d{1,9}(?:[.,]\\d{1,9})? ?(?:ns|us|µs|ms|millis(?:econds?)?|secs?|seconds?"
                  + "|mins?|minutes?|hours?|[smh])\\b(?: ?\\d{1,2}(?:\\.\\d{1,9})?s)?",
              "<DURATION>"),
          Mask.of("(?<=[.\\w])(?:[:(]\\[?\\d{1,7}(?:[,:]\\d{1,7}){0,2}[\\])]?)(?!\\w)", ""),
          Mask.of("(?<=[a-z_-])\\d{4,40}(?!\\w)", "<N>"),
          Mask.of("\\b(?i:tmp|temp|junit|pytest)[-_.]?[a-z0-9_]{4,40}\\b", "<TMP>"),
          Mask.of("(?<![A-Za-z_\\d])[-+]?\\d{1,40}+(?:[.,]\\d{1,40}+){0,8}+(?![A-Za-z])", "<N>"),
          Mask.of("\\s{2,400}", " "));

  private Masks() {}

  /** A line without what is chance in it. */
  static String of(String line) {
    String masked = cut(SecretText.masked(cut(line, 4 * MAX_LINE)), MAX_LINE).strip();
    for (Mask mask : MASKS) {
      masked = mask.pattern().matcher(masked).replaceAll(mask.replacement());
    }
    return masked.strip();
  }

  /** Not through a surrogate pair. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end);
  }
}
