package dev.parley.app.server.dashboard;

import dev.parley.app.terminal.Plain;
import dev.parley.review.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an attempt changed, line by line, with the findings where they are.
 *
 * @param cut how many lines are left out at the end
 */
public record DiffView(List<Line> lines, int cut) {

  private static final int LINES_MAX = 2_000;
  private static final int LINE = 400;
  private static final Pattern HUNK =
      Pattern.compile("@@ -\\d+(?:,\\d+)? \\+(\\d+)(?:,\\d+)? @@.*");
  private static final String NEW_FILE = "+++ ";

  /**
   * One line.
   *
   * @param kind {@code file}, {@code hunk}, {@code added}, {@code removed}, {@code same} or {@code
   *     finding}
   * @param number in the new file; empty where there is none
   */
  public record Line(String kind, String number, String text) {}

  public DiffView {
    lines = List.copyOf(lines);
  }

  /** Reads a unified diff. */
  static DiffView of(String diff, List<Finding> findings) {
    var all = diff.lines().toList();
    var lines = new ArrayList<Line>();
    String file = "";
    int next = 0;
    for (var text : all.subList(0, Math.min(LINES_MAX, all.size()))) {
      var hunk = HUNK.matcher(text);
      if (text.startsWith("diff --git ")) {
        next = 0;
        file = "";
      }
      if (next == 0 && text.startsWith(NEW_FILE)) {
        file = text.substring(NEW_FILE.length()).replaceFirst("^b/", "");
        lines.add(new Line("file", "", shown(file.equals("/dev/null") ? "deleted" : file)));
      } else if (hunk.matches()) {
        next = Integer.parseInt(hunk.group(1));
        lines.add(new Line("hunk", "", shown(text)));
      } else if (next > 0) {
        next += add(lines, text, next, file, findings);
      }
    }
    return new DiffView(lines, Math.max(0, all.size() - LINES_MAX));
  }

  /** Adds a line of a hunk; 1 if it is one of the new file. */
  private static int add(
      List<Line> lines, String text, int number, String file, List<Finding> findings) {
    char sign = text.isEmpty() ? ' ' : text.charAt(0);
    String kind = sign == '+' ? "added" : sign == '-' ? "removed" : "same";
    if (sign == '\\') {
      return 0;
    }
    boolean inNew = sign != '-';
    lines.add(new Line(kind, inNew ? Integer.toString(number) : "", shown(text)));
    if (inNew) {
      findings.stream()
          .filter(finding -> finding.file().equals(file) && finding.line() == number)
          .forEach(finding ->
              lines.add(
                  new Line(
                      "finding",
                      "",
                      finding.severity().wireName()
                          + ": "
                          + Wording.line(finding.description(), 1_000))));
    }
    return inNew ? 1 : 0;
  }

  private static String shown(String text) {
    var plain = Plain.lines(text);
    return plain.length() <= LINE ? plain : plain.substring(0, LINE) + " ...";
  }
}
