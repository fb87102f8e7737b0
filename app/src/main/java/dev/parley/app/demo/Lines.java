package dev.parley.app.demo;

import java.time.Duration;
import java.util.regex.Pattern;

/** Plain text for a terminal, at most {@link #WIDTH} columns wide. */
final class Lines {

  static final int WIDTH = 96;

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}]");

  private final StringBuilder text = new StringBuilder();

  /** A heading with an empty line before it. */
  Lines heading(String heading) {
    text.append('\n').append(heading).append('\n');
    return this;
  }

  /** One line as it is. */
  Lines line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /**
   * Words broken into lines.
   *
   * @param label before the first line, padded to the indent
   */
  Lines words(int indent, String label, String words) {
    var line = new StringBuilder(padded(label, indent));
    boolean fresh = true;
    for (String word : CONTROL.matcher(words).replaceAll(" ").strip().split(" +", -1)) {
      if (!fresh && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(" ".repeat(indent));
        fresh = true;
      }
      line.append(fresh ? "" : " ").append(word);
      fresh = false;
    }
    text.append(line).append('\n');
    return this;
  }

  private static String padded(String label, int indent) {
    return label + " ".repeat(Math.max(label.isEmpty() ? 0 : 1, indent - label.length()));
  }

  /** A time of a meeting, such as {@code 5:07}. */
  static String clock(Duration at) {
    return "%d:%02d".formatted(at.toMinutes(), at.toSecondsPart());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
