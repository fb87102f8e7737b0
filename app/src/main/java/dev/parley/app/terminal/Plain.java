package dev.parley.app.terminal;

import java.util.regex.Pattern;

/**
 * Text that others wrote, made safe to print: without control characters, so that it can neither
 * move the cursor nor forge a line, and without the marks that turn reading order around.
 */
public final class Plain {

  /** C0 and C1 controls, line separators, and the invisible characters of format. */
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+");

  private static final Pattern CONTROL_BUT_LINES =
      Pattern.compile("[[\\p{Cc}\\p{Cf}\\u2028\\u2029]&&[^\\n\\t]]+");

  private static final Pattern ESCAPE_SEQUENCE =
      Pattern.compile(
          "\\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007\\u001B]*(?:\\u0007|\\u001B\\\\)?)");

  private Plain() {}

  /** One line. */
  public static String line(String foreign) {
    var text = ESCAPE_SEQUENCE.matcher(foreign).replaceAll("");
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }

  /** One line of at most so many characters. */
  public static String line(String foreign, int maxCharacters) {
    // Foreign text may be megabytes: cut it before the patterns run over it.
    var start =
        foreign.length() > 4 * maxCharacters ? foreign.substring(0, 4 * maxCharacters) : foreign;
    var line = line(start);
    return line.length() <= maxCharacters
        ? line
        : line.substring(0, Math.max(0, maxCharacters - 3)) + "...";
  }

  /** Any number of lines. */
  public static String lines(String foreign) {
    var text = ESCAPE_SEQUENCE.matcher(foreign.replace("\r\n", "\n")).replaceAll("");
    return CONTROL_BUT_LINES.matcher(text).replaceAll("");
  }
}
