package dev.parley.codebase;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A TOML file read line by line, as far as finding tables and names in it needs. Not a parser: what
 * it does not understand it takes as text.
 */
record TomlLines(List<Line> lines) {

  private static final Pattern TABLE =
      Pattern.compile("^\\[\\[?\\s*([^\\[\\]]{1,200}?)\\s*\\]\\]?$");

  /**
   * A line that is neither blank nor a comment.
   *
   * @param table the table it stands in; empty before the first
   */
  record Line(String table, String text) {}

  static TomlLines of(String text) {
    var lines = new ArrayList<Line>();
    var table = "";
    for (var raw : text.lines().toList()) {
      var line = withoutComment(raw).strip();
      var header = TABLE.matcher(line);
      if (header.matches()) {
        table = header.group(1).replace("\"", "").replace("'", "").replaceAll("\\s", "");
        lines.add(new Line(table, ""));
      } else if (!line.isEmpty()) {
        lines.add(new Line(table, line));
      }
    }
    return new TomlLines(lines);
  }

  /** Whether the table or one below it is there. */
  boolean hasTable(String name) {
    return lines.stream().anyMatch(line -> isOrIsBelow(line.table(), name));
  }

  /** The lines of a table and of those below it. */
  List<String> in(String... tables) {
    return lines.stream()
        .filter(line -> List.of(tables).stream().anyMatch(t -> isOrIsBelow(line.table(), t)))
        .map(Line::text)
        .toList();
  }

  /** Whether a list under that key holds anything; it may span lines. */
  boolean listHasItems(String table, String key) {
    boolean within = false;
    for (var line : lines) {
      if (!line.table().equals(table)) {
        within = false;
      } else if (within || startsList(line.text(), key)) {
        var rest = within ? line.text() : line.text().substring(line.text().indexOf('[') + 1);
        if (rest.indexOf('"') >= 0 || rest.indexOf('\'') >= 0) {
          return true;
        }
        within = rest.indexOf(']') < 0;
      }
    }
    return false;
  }

  private static boolean startsList(String line, String key) {
    return line.startsWith(key)
        && line.substring(key.length()).stripLeading().startsWith("=")
        && line.indexOf('[') >= 0;
  }

  private static boolean isOrIsBelow(String table, String name) {
    return table.equals(name) || table.startsWith(name + ".");
  }

  /** A hash within quotation marks is none; marks are taken to end on their line. */
  private static String withoutComment(String line) {
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '#') {
        return line.substring(0, i);
      }
    }
    return line;
  }
}
