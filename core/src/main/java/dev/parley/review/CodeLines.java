package dev.parley.review;

import java.util.ArrayList;
import java.util.List;

/** Programs without what they only say: comments and texts. Told by signs most languages share. */
final class CodeLines {

  private static final List<String> LINE_COMMENTS = List.of("//", "#", "--");
  private static final List<String> BLOCKS = List.of("/*", "\"\"\"", "'''", "<!--");
  private static final List<String> ENDS = List.of("*/", "\"\"\"", "'''", "-->");

  private CodeLines() {}

  /** The lines of a program, each without comments and the insides of texts. */
  static List<String> of(String text) {
    var lines = new ArrayList<String>();
    int block = -1;
    for (String line : text.split("\n", -1)) {
      var code = new StringBuilder();
      block = read(line, block, code);
      lines.add(code.toString());
    }
    return lines;
  }

  /** Reads one line; returns which kind of block is open behind it, or -1. */
  private static int read(String line, int open, StringBuilder code) {
    int block = open;
    int i = 0;
    while (i < line.length()) {
      if (block >= 0) {
        int end = line.indexOf(ENDS.get(block), i);
        if (end < 0) {
          return block;
        }
        i = end + ENDS.get(block).length();
        block = -1;
        continue;
      }
      block = begins(line, i);
      if (block >= 0) {
        i += BLOCKS.get(block).length();
      } else if (isComment(line, i)) {
        return -1;
      } else if ("\"'`".indexOf(line.charAt(i)) >= 0) {
        i = behindText(line, i);
      } else {
        code.append(line.charAt(i++));
      }
    }
    return block;
  }

  private static int begins(String line, int at) {
    for (int kind = 0; kind < BLOCKS.size(); kind++) {
      if (line.startsWith(BLOCKS.get(kind), at)) {
        return kind;
      }
    }
    return -1;
  }

  /** At a line's beginning or behind white space: elsewhere the signs mean other things. */
  private static boolean isComment(String line, int at) {
    boolean apart =
        at == 0 || Character.isWhitespace(line.charAt(at - 1)) || line.charAt(at) == '/';
    return apart && LINE_COMMENTS.stream().anyMatch(sign -> line.startsWith(sign, at));
  }

  private static int behindText(String line, int at) {
    for (int i = at + 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == line.charAt(at)) {
        return i + 1;
      }
    }
    return line.length();
  }
}
