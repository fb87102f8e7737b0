package dev.parley.meeting;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line taken apart: {@code [00:05] Anna: yes}, {@code Anna (00:05): yes}, {@code - **Anna:**
 * yes}, {@code Anna 0:05}. Whether the label really is a speaker, {@link SpeakerLabels} decides.
 *
 * @param label the words before the first colon, or all words of a line that ends in a time
 * @param text what follows; the whole line without marks and leading time if there is no label
 * @param unlabelled the line as it reads if the label is no speaker
 */
record SpokenLine(Optional<Duration> at, Optional<String> label, String text, String unlabelled) {

  private static final int MAX_LABEL_CHARS = 120;

  /** Groups: a time in brackets, or a bare one. */
  private static final Pattern LEADING_TIME =
      Pattern.compile(
          "^(?:[\\[(<]\\s*(\\d{1,4}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?)(?:\\s*[AaPp][Mm])?\\s*[\\])>]"
              + "|(\\d{1,4}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?)(?=[\\s\\p{Pd}]|$))"
              + "[\\s\\p{Pd}|]*");

  /** A name may carry its time behind it, in brackets, after a comma or just so. */
  private static final Pattern TRAILING_TIME =
      Pattern.compile(
          "[\\s,]*(?:[\\[(]\\s*(\\d{1,4}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?)(?:\\s*[AaPp][Mm])?\\s*[\\])]"
              + "|\\s(\\d{1,4}:\\d\\d(?::\\d\\d)?(?:[.,]\\d{1,9})?))$");

  /** Otter and its like: a line of its own with a name, a wide gap and a time. */
  private static final Pattern HEADER_LINE =
      Pattern.compile(
          "^(\\S.{0,79}?)(?:\\s{2,}|\\t\\s*|\\s+(?=[\\[(]))([\\[(]?[\\d:.,]{4,16}[\\])]?)$");

  private static final Pattern BRACKETS = Pattern.compile("[\\[\\]()]");
  private static final Pattern GAPS = Pattern.compile("\\s+");

  static SpokenLine of(String line) {
    var rest = withoutBullets(line.strip());
    Optional<Duration> at = Optional.empty();
    var leading = LEADING_TIME.matcher(rest);
    if (mayBeginTime(rest) && leading.find()) {
      at = time(leading);
      rest = rest.substring(leading.end());
    }
    if (at.isEmpty() && mayEndTime(rest)) {
      var header = header(rest);
      if (header.isPresent()) {
        return header.get();
      }
    }
    int colon = colon(rest);
    if (colon < 0) {
      return new SpokenLine(at, Optional.empty(), rest, rest);
    }
    var head = rest.substring(0, colon);
    var trailing = TRAILING_TIME.matcher(head);
    if (mayEndTime(head) && trailing.find()) {
      at = at.isPresent() ? at : time(trailing);
      head = head.substring(0, trailing.start());
    }
    return new SpokenLine(at, label(head), afterColon(head, rest.substring(colon + 1)), rest);
  }

  private static Optional<SpokenLine> header(String line) {
    var header = HEADER_LINE.matcher(line);
    if (line.length() > MAX_LABEL_CHARS || !header.matches()) {
      return Optional.empty();
    }
    return Timestamp.parse(BRACKETS.matcher(header.group(2)).replaceAll(""))
        .map(time -> new SpokenLine(Optional.of(time), label(header.group(1)), "", line));
  }

  private static boolean mayBeginTime(String text) {
    return !text.isEmpty() && ("[(<".indexOf(text.charAt(0)) >= 0 || isDigit(text.charAt(0)));
  }

  private static boolean mayEndTime(String text) {
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    return last == ')' || last == ']' || isDigit(last);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * Drops list marks and quotation marks of mail; not a regular expression, whose stack is short.
   */
  static String withoutBullets(String line) {
    int at = 0;
    while (at < line.length() && isBullet(line, at)) {
      at++;
      while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
        at++;
      }
    }
    return line.substring(at);
  }

  private static boolean isBullet(String line, int at) {
    boolean gapFollows = at + 1 < line.length() && Character.isWhitespace(line.charAt(at + 1));
    return line.charAt(at) == '>' || (gapFollows && "-*•+".indexOf(line.charAt(at)) >= 0);
  }

  private static Optional<Duration> time(Matcher matcher) {
    var text = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    return Timestamp.parse(text);
  }

  /** The first colon that may end a label: followed by a gap, or by words right after a name. */
  private static int colon(String text) {
    int limit = Math.min(text.length(), MAX_LABEL_CHARS);
    for (int i = 1; i < limit; i++) {
      char c = text.charAt(i);
      if (c == '：') {
        return i;
      }
      if (c == ':' && !withinTime(text, i)) {
        return endsLabel(text, i) ? i : -1;
      }
    }
    return -1;
  }

  private static boolean withinTime(String text, int at) {
    return Character.isDigit(text.charAt(at - 1))
        && at + 1 < text.length()
        && Character.isDigit(text.charAt(at + 1));
  }

  private static boolean endsLabel(String text, int colon) {
    if (colon + 1 == text.length()) {
      return true;
    }
    char next = text.charAt(colon + 1);
    if (Character.isWhitespace(next) || next == '*' || next == '_') {
      return true;
    }
    return Character.isUpperCase(text.charAt(0)) && Character.isLetter(next);
  }

  private static Optional<String> label(String head) {
    var label = head.replace("**", "").replace("__", "").strip();
    if (label.length() > 2 && label.startsWith("*") && label.endsWith("*")) {
      label = label.substring(1, label.length() - 1).strip();
    }
    label = GAPS.matcher(label).replaceAll(" ");
    return label.isEmpty() ? Optional.empty() : Optional.of(label);
  }

  /** {@code **Anna:** yes} closes its bold after the colon. */
  private static String afterColon(String head, String text) {
    for (var mark : new String[] {"**", "__", "*", "_"}) {
      if (head.startsWith(mark) && text.startsWith(mark)) {
        return text.substring(mark.length());
      }
    }
    return text;
  }
}
