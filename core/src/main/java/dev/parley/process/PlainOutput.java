package dev.parley.process;

import java.util.regex.Pattern;

/**
 * What a program printed, as a file would have kept it: without colours and cursor movements, and
 * of a line that was written over and over only what stood there last.
 */
public final class PlainOutput {

  /** ECMA-48: control sequences, operating system commands, and the escapes of two bytes. */
  private static final Pattern ESCAPE =
      Pattern.compile(
          "\u001B(?:\\[[0-?]{0,64}[ -/]{0,8}[@-~]"
              + "|[\\]P^_X][^\u0007\u001B]{0,4096}(?:\u0007|\u001B\\\\)?"
              + "|[ -/]{0,4}[0-~])"
              + "|\u009B[0-?]{0,64}[ -/]{0,8}[@-~]");

  private PlainOutput() {}

  /** The same text for people and parsers; takes time in proportion to its length. */
  public static String of(String printed) {
    String text = printed;
    if (text.indexOf('\u001B') >= 0 || text.indexOf('\u009B') >= 0) {
      text = ESCAPE.matcher(text).replaceAll("");
    }
    return text.indexOf('\r') < 0 ? text : settled(text.replace("\r\n", "\n"));
  }

  private static String settled(String text) {
    var plain = new StringBuilder(text.length());
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      int from = text.lastIndexOf('\r', stop - 1);
      if (from == stop - 1) {
        from = text.lastIndexOf('\r', stop - 2);
      }
      int last = stop > start && text.charAt(stop - 1) == '\r' ? stop - 1 : stop;
      plain.append(text, Math.min(Math.max(start, from + 1), last), last);
      if (end < 0) {
        return plain.toString();
      }
      plain.append('\n');
      start = end + 1;
    }
    return plain.toString();
  }
}
