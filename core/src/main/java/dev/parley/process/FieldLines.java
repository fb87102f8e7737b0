package dev.parley.process;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text fields, as programs of Parley's own hand them to each other over a pipe: one row a
 * line, a tab between fields. Tabs, line ends and backslashes inside a field are escaped, so that
 * no content can make up a row.
 */
public final class FieldLines {

  private FieldLines() {}

  /** One row, with its line end. */
  public static String line(String... fields) {
    var line = new StringBuilder();
    for (int i = 0; i < fields.length; i++) {
      if (i > 0) {
        line.append('\t');
      }
      escape(fields[i], line);
    }
    return line.append('\n').toString();
  }

  /** All rows of a text. What stands behind the last line end is no row: it was cut off. */
  public static List<List<String>> rows(String text) {
    var rows = new ArrayList<List<String>>();
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      var fields = new ArrayList<String>();
      for (String field : text.substring(from, end).split("\t", -1)) {
        fields.add(unescape(field));
      }
      rows.add(List.copyOf(fields));
      from = end + 1;
    }
    return rows;
  }

  private static void escape(String field, StringBuilder line) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\t' -> line.append("\\t");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c);
      }
    }
  }

  private static String unescape(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    var text = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == '\\' && i + 1 < field.length()) {
        text.append(
            switch (field.charAt(++i)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> field.charAt(i);
            });
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
