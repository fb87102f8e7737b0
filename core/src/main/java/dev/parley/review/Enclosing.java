package dev.parley.review;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a line stands in, told by indentation, which all languages' formatters keep to. Pure.
 *
 * @param number of the line, from 1
 */
record Enclosing(int number, String text) {

  /** More would not fit what is shown of a change. */
  private static final int MOST = 6;

  /** How far up is looked; a file without indentation is not searched again for every line. */
  private static final int LINES_UP = 2_000;

  /**
   * The lines that a line stands in, such as its function's first line and its class's, outermost
   * first.
   *
   * @param index of the line, from 0; where it is blank, of the next that is not
   */
  static List<Enclosing> of(List<String> lines, int index) {
    int at = index;
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    var around = new ArrayList<Enclosing>();
    var next = above(lines, at);
    while (next.isPresent() && at - next.getAsInt() < LINES_UP) {
      around.addFirst(new Enclosing(next.getAsInt() + 1, lines.get(next.getAsInt())));
      next = above(lines, next.getAsInt());
    }
    return around.size() <= MOST ? around : List.copyOf(around.subList(0, MOST));
  }

  /** The innermost of them; empty if there is none. */
  static String innermost(List<String> lines, int index) {
    var above = above(lines, index);
    return above.isPresent() ? lines.get(above.getAsInt()) : "";
  }

  /** The nearest line above that is indented less; blank lines are not. */
  private static OptionalInt above(List<String> lines, int index) {
    int depth = index < lines.size() ? indentation(lines.get(index)) : 0;
    for (int i = index - 1; i >= 0 && index - i < LINES_UP && depth > 0; i--) {
      if (!lines.get(i).isBlank() && indentation(lines.get(i)) < depth) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** Columns of white space before the first word. */
  static int indentation(String line) {
    int columns = 0;
    for (int i = 0; i < line.length() && Character.isWhitespace(line.charAt(i)); i++) {
      columns += line.charAt(i) == '\t' ? 8 : 1;
    }
    return columns;
  }
}
