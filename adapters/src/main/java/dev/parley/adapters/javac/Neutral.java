package dev.parley.adapters.javac;

import java.util.regex.Pattern;

/**
 * Blanks out what would switch a check off, at equal length. Error Prone and PMD are told to take no
 * notice of these as well, but some checks look for them by themselves. Strings and comments stay as
 * they are.
 */
final class Neutral {

  private static final Pattern ANNOTATION =
      Pattern.compile(
          "@\\s{0,3}(?:java\\s{0,3}\\.\\s{0,3}lang\\s{0,3}\\.\\s{0,3})?SuppressWarnings\\s{0,9}\\(");

  private final String text;
  private final StringBuilder blanked;

  private Neutral(String text) {
    this.text = text;
    this.blanked = new StringBuilder(text);
  }

  static String of(String text) {
    return text.contains("SuppressWarnings") ? new Neutral(text).blanked() : text;
  }

  private String blanked() {
    var annotation = ANNOTATION.matcher(text);
    int next = annotation.find() ? annotation.start() : text.length();
    for (int at = 0; at < text.length() && next < text.length(); ) {
      if (at == next) {
        int end = closing(annotation.end());
        blank(at, end);
        at = end;
      } else {
        at = behind(at);
      }
      if (at > next) {
        next = annotation.find(at) ? annotation.start() : text.length();
      }
    }
    return blanked.toString();
  }

  /** Behind the string, character or comment that begins here; or behind this character. */
  private int behind(int at) {
    if (text.startsWith("//", at)) {
      return ending("\n", at + 2);
    }
    if (text.startsWith("/*", at)) {
      return ending("*/", at + 2);
    }
    if (text.startsWith("\"\"\"", at)) {
      return quoted("\"\"\"", at + 3);
    }
    char c = text.charAt(at);
    return c == '"' || c == '\'' ? quoted(String.valueOf(c), at + 1) : at + 1;
  }

  private int ending(String end, int from) {
    int found = text.indexOf(end, from);
    return found < 0 ? text.length() : found + end.length();
  }

  private int quoted(String end, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.startsWith(end, i)) {
        return i + end.length();
      }
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '\n' && end.length() == 1) {
        return i;
      }
    }
    return text.length();
  }

  /** Behind the parenthesis that closes; the end of the text if none does. */
  private int closing(int from) {
    int depth = 1;
    for (int i = from; i < text.length(); i = behind(i)) {
      char c = text.charAt(i);
      if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private void blank(int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        blanked.setCharAt(i, ' ');
      }
    }
  }
}
