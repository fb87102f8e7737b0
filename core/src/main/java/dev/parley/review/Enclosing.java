package dev.parley.review;

import java.util.ArrayList;
import java.util.List;

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
    int depth = at < lines.size() ? indentation(lines.get(at)) : 0;
    for (int i = Math.min(at, lines.size()) - 1; i >= 0 && at - i < LINES_UP && depth > 0; i--) {
      String line = lines.get(i);
      if (!line.isBlank() && indentation(line) < depth) {
        depth = indentation(line);
        around.addFirst(new Enclosing(i + 1, line));
      }
    }
    return around.size() <= MOST ? around : List.copyOf(around.subList(0, MOST));
  }

  /** The innermost of them; empty if there is none. */
  static String innermost(List<String> lines, int index) {
    int depth = indentation(lines.get(index));
    for (int i = index - 1; i >= 0 && index - i < LINES_UP; i--) {
      String line = lines.get(i);
      if (!line.isBlank() && indentation(line) < depth) {
        return line;
      }
    }
    return "";
  }

  private static int indentation(String line) {
    int columns = 0;
    for (int i = 0; i < line.length() && Character.isWhitespace(line.charAt(i)); i++) {
      columns += line.charAt(i) == '\t' ? 8 : 1;
    }
    return columns;
  }
}
