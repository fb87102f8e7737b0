package dev.parley.review;

import static dev.parley.review.DiffLine.Kind.ADDED;
import static dev.parley.review.DiffLine.Kind.CONTEXT;
import static dev.parley.review.DiffLine.Kind.REMOVED;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what {@code git diff} and {@code git format-patch} print. Counts decide where a hunk ends,
 * never what a line looks like: a removed line may look like a header.
 */
final class DiffParser {

  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@(?: (.*)|$)");
  private static final String FILE = "diff --git ";

  private final String[] lines;
  private int at;

  DiffParser(String text) {
    // Only line feeds end lines; a last one leaves nothing behind it.
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    lines = whole.isEmpty() ? new String[0] : whole.split("\n", -1);
  }

  List<FileChange> parse() {
    var files = new ArrayList<FileChange>();
    skipPreamble();
    while (at < lines.length && !isSignature()) {
      files.add(file());
    }
    return files;
  }

  /** A patch mailed or shown may begin with its message. A diff may not begin with anything. */
  private void skipPreamble() {
    boolean mailed = at < lines.length && lines[at].matches("(From|commit) [0-9a-f]{40,64}\\b.*");
    while (mailed && at < lines.length && !lines[at].startsWith(FILE)) {
      at++;
    }
    while (at < lines.length && lines[at].isEmpty()) {
      at++;
    }
  }

  /** {@code -- } and git's version, at the end of a mailed patch. */
  private boolean isSignature() {
    int left = lines.length - at;
    return lines[at].equals("-- ")
        && left <= 3
        && left >= 2
        && lines[at + 1].matches("[0-9][0-9A-Za-z.() -]{0,60}")
        && (left == 2 || lines[at + 2].isEmpty());
  }

  private FileChange file() {
    var header = new DiffHeader(at + 1);
    if (lines[at].startsWith(FILE)) {
      header.names(lines[at++].substring(FILE.length()));
      while (at < lines.length && header.take(lines[at])) {
        at++;
      }
    } else if (!lines[at].startsWith("--- ")) {
      throw malformed("a file's header is expected, not: " + shown(lines[at]));
    }
    boolean named = at < lines.length && lines[at].startsWith("--- ");
    if (named) {
      header.oldName(lines[at++]);
      if (at >= lines.length || !lines[at].startsWith("+++ ")) {
        throw malformed("+++ is expected after ---");
      }
      header.newName(lines[at++]);
    }
    var hunks = named ? hunks() : List.<Hunk>of();
    if (named && hunks.isEmpty()) {
      throw malformed("a hunk is expected");
    }
    if (at < lines.length && header.startsBinary(lines[at])) {
      skipBinary();
      header.markBinary();
    }
    return header.change(hunks);
  }

  /** Blocks of base 85, each ended by an empty line. */
  private void skipBinary() {
    at++;
    while (at < lines.length && lines[at].matches("(literal|delta) \\d{1,12}")) {
      at++;
      while (at < lines.length && !lines[at].isEmpty()) {
        if (!lines[at].matches("[A-Za-z][!-~]{1,70}")) {
          throw malformed("binary data is expected, not: " + shown(lines[at]));
        }
        at++;
      }
      at++;
    }
    at = Math.min(at, lines.length);
  }

  private List<Hunk> hunks() {
    var hunks = new ArrayList<Hunk>();
    int oldEnd = 0;
    int newEnd = 0;
    while (at < lines.length && lines[at].startsWith("@@ ")) {
      Matcher head = HUNK.matcher(lines[at]);
      if (!head.matches()) {
        throw malformed("not a hunk's header: " + shown(lines[at]));
      }
      int oldStart = Integer.parseInt(head.group(1));
      int oldCount = count(head.group(2));
      int newStart = Integer.parseInt(head.group(3));
      int newCount = count(head.group(4));
      if (begin(oldStart, oldCount) < oldEnd || begin(newStart, newCount) < newEnd) {
        throw malformed("this hunk overlaps the one before it");
      }
      oldEnd = begin(oldStart, oldCount) + oldCount;
      newEnd = begin(newStart, newCount) + newCount;
      at++;
      String section = head.group(5) == null ? "" : head.group(5);
      hunks.add(
          new Hunk(oldStart, newStart, section, body(oldStart, oldCount, newStart, newCount)));
    }
    return hunks;
  }

  /** An empty side names the line before it. */
  private int begin(int start, int count) {
    if (count > 0 && start == 0) {
      throw malformed("lines are counted from 1");
    }
    return count == 0 ? start + 1 : start;
  }

  private static int count(String group) {
    return group == null ? 1 : Integer.parseInt(group);
  }

  private List<DiffLine> body(int oldStart, int oldCount, int newStart, int newCount) {
    var body = new ArrayList<DiffLine>();
    int oldLeft = oldCount;
    int newLeft = newCount;
    while (oldLeft > 0 || newLeft > 0) {
      if (at >= lines.length) {
        throw malformed("the diff ends within a hunk");
      }
      var kind = kind(lines[at]);
      String text = lines[at].isEmpty() ? "" : lines[at].substring(1);
      oldLeft -= kind == ADDED ? 0 : 1;
      newLeft -= kind == REMOVED ? 0 : 1;
      if (oldLeft < 0 || newLeft < 0) {
        throw malformed("the hunk has more lines than its header says");
      }
      int oldLine = kind == ADDED ? 0 : oldStart + oldCount - oldLeft - 1;
      int newLine = kind == REMOVED ? 0 : newStart + newCount - newLeft - 1;
      at++;
      boolean ended = at >= lines.length || !lines[at].startsWith("\\ ");
      if (!ended) {
        at++;
      }
      body.add(new DiffLine(kind, text, oldLine, newLine, ended));
    }
    if (body.isEmpty()) {
      throw malformed("the hunk is empty");
    }
    return body;
  }

  private DiffLine.Kind kind(String line) {
    char first = line.isEmpty() ? ' ' : line.charAt(0);
    return switch (first) {
      case ' ' -> CONTEXT;
      case '+' -> ADDED;
      case '-' -> REMOVED;
      default -> throw malformed("a hunk's line is expected, not: " + shown(line));
    };
  }

  private MalformedDiffException malformed(String message) {
    return new MalformedDiffException(at + 1, message);
  }

  private static String shown(String line) {
    return line.length() <= 80 ? line : line.substring(0, 80) + "...";
  }
}
