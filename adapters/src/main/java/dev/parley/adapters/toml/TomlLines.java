package dev.parley.adapters.toml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the tables and keys of a TOML text stand, since the parser does not tell. Reads only text
 * that was parsed before, so it need not find errors.
 */
final class TomlLines {

  private static final char END = 0;
  private static final String END_OF_BARE_KEY = " \t\r\n.=]\"'#";

  private final Map<List<String>, Integer> lines = new HashMap<>();
  private final String text;
  private int at;
  private int line = 1;

  private TomlLines(String text) {
    this.text = text;
  }

  static TomlLines of(String text) {
    var lines = new TomlLines(text);
    lines.scan();
    return lines;
  }

  /** The line of a path, or of the nearest table or key around it; 1 if there is none. */
  int of(List<String> path) {
    for (int length = path.size(); length > 0; length--) {
      Integer found = lines.get(path.subList(0, length));
      if (found != null) {
        return found;
      }
    }
    return 1;
  }

  private void scan() {
    List<String> table = List.of();
    while (skipBlank()) {
      if (peek() == '[') {
        while (peek() == '[') {
          at++;
        }
        table = key(List.of());
        lines.putIfAbsent(table, line);
        skipTo('\n');
      } else {
        lines.putIfAbsent(key(table), line);
        skipTo('=');
        skipValue();
      }
    }
  }

  /** Goes to the next table or key; false at the end. */
  private boolean skipBlank() {
    while (at < text.length()) {
      char c = peek();
      if (c == '#') {
        skipTo('\n');
      } else if (Character.isWhitespace(c) || c == '\uFEFF') {
        advance();
      } else {
        return true;
      }
    }
    return false;
  }

  private List<String> key(List<String> prefix) {
    var key = new ArrayList<>(prefix);
    while (at < text.length() && peek() != '=' && peek() != ']' && peek() != '\n') {
      char c = peek();
      if (c == '"' || c == '\'') {
        key.add(quoted(c));
      } else if (c == '.' || Character.isWhitespace(c)) {
        at++;
      } else {
        key.add(bare());
      }
    }
    return List.copyOf(key);
  }

  private String bare() {
    int start = at;
    do {
      at++;
    } while (at < text.length() && END_OF_BARE_KEY.indexOf(peek()) < 0);
    return text.substring(start, at);
  }

  /** Escapes stay as they are: a key written with one is only found by its table's line. */
  private String quoted(char quote) {
    int start = ++at;
    while (at < text.length() && peek() != quote) {
      at += peek() == '\\' && quote == '"' ? 2 : 1;
    }
    at = Math.min(at + 1, text.length());
    return text.substring(start, Math.max(start, at - 1));
  }

  /** Up to the end of the line on which all brackets and strings are closed. */
  private void skipValue() {
    int depth = 0;
    while (at < text.length()) {
      char c = peek();
      if (c == '"' || c == '\'') {
        skipString(c);
      } else if (c == '#') {
        skipTo('\n');
      } else if (c == '\n' && depth == 0) {
        return;
      } else {
        depth += c == '[' || c == '{' ? 1 : 0;
        depth -= c == ']' || c == '}' ? 1 : 0;
        advance();
      }
    }
  }

  private void skipString(char quote) {
    String triple = String.valueOf(quote).repeat(3);
    String end = text.startsWith(triple, at) ? triple : String.valueOf(quote);
    at += end.length();
    while (at < text.length() && !text.startsWith(end, at)) {
      if (peek() == '\\' && quote == '"') {
        advance();
      }
      if (at < text.length()) {
        advance();
      }
    }
    at += end.length();
    while (end.length() == 3 && at < text.length() && peek() == quote) {
      at++;
    }
  }

  private void skipTo(char c) {
    while (at < text.length() && peek() != c) {
      advance();
    }
  }

  private void advance() {
    line += peek() == '\n' ? 1 : 0;
    at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }
}
