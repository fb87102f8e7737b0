package dev.parley.verification.testreport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Test Anything Protocol, version 12 to 14 (testanything.org), with the indented subtests that node
 * and node-tap print. A subtest's own line stands below its children; it counts only if it has
 * none, or failed although none of them did.
 */
final class Tap {

  private static final Pattern POINT = Pattern.compile("^( *)(not )?ok\\b *(\\d+)? *(?:- )?(.*)$");
  private static final Pattern PLAN = Pattern.compile("^ *1\\.\\.\\d+.*");
  private static final Pattern DIRECTIVE = Pattern.compile("(?i)(?<!\\\\)# *(skip|todo)\\b.*$");
  private static final Pattern SUBTEST = Pattern.compile("^( *)# Subtest: (.*)$");
  private static final Pattern TIME = Pattern.compile(" # time=[0-9.]+m?s.*$");
  private static final int MAX_MESSAGE_LINES = 12;
  private static final int INDENT = 4;
  private static final int MAX_DEPTH = 50;

  /** A subtest that was announced and has not ended. */
  private static final class Open {
    private final String name;
    private boolean hasChildren;
    private boolean childFailed;

    private Open(String name) {
      this.name = name;
    }
  }

  private final TestResults results;
  private final List<String> lines;
  private final Deque<Open> open = new ArrayDeque<>();

  private Tap(List<String> lines, TestResults results) {
    this.lines = lines;
    this.results = results;
  }

  static void read(List<String> lines, TestResults results) {
    boolean announced = lines.stream().anyMatch(line -> line.startsWith("TAP version "));
    boolean planned =
        lines.stream().anyMatch(line -> PLAN.matcher(line).matches())
            && lines.stream().anyMatch(line -> line.startsWith("ok ") || line.startsWith("not ok"));
    if (announced || planned) {
      new Tap(lines, results).read();
    }
  }

  private void read() {
    for (int i = 0; i < lines.size(); i++) {
      var subtest = SUBTEST.matcher(lines.get(i));
      var point = POINT.matcher(lines.get(i));
      if (subtest.matches() && open.size() < MAX_DEPTH) {
        leave(subtest.group(1).length() / INDENT);
        open.push(new Open(unescaped(subtest.group(2))));
      } else if (point.matches()) {
        point(point, i);
      }
    }
  }

  private void leave(int depth) {
    while (open.size() > depth) {
      open.pop();
    }
  }

  private void point(Matcher point, int line) {
    int depth = point.group(1).length() / INDENT;
    leave(depth + 1);
    boolean failed = point.group(2) != null;
    String text = TIME.matcher(point.group(4)).replaceAll("");
    var directive = DIRECTIVE.matcher(text);
    boolean excused = directive.find();
    String name = unescaped(excused ? text.substring(0, directive.start()) : text);
    var own = open.size() == depth + 1 ? open.pop() : null;
    boolean told = own != null && own.hasChildren && (!failed || own.childFailed);
    var outcome = excused ? TestOutcome.SKIPPED : failed ? TestOutcome.FAILED : TestOutcome.PASSED;
    if (!open.isEmpty()) {
      open.peek().hasChildren = true;
      open.peek().childFailed |= outcome == TestOutcome.FAILED;
    }
    if (!told) {
      String shown = name.isBlank() ? "test " + point.group(3) : name;
      results.add(suite(), shown, outcome, failed ? message(line) : "");
    }
  }

  private String suite() {
    var names = new ArrayList<String>();
    open.descendingIterator().forEachRemaining(subtest -> names.add(subtest.name));
    return String.join(" > ", names);
  }

  /** What matters of the YAML below: the error, else its first lines. */
  private String message(int point) {
    var block = new ArrayList<String>();
    for (int i = point + 1; i < lines.size() && block.size() < MAX_MESSAGE_LINES * 2; i++) {
      String line = lines.get(i).strip();
      if (line.equals("...") || POINT.matcher(lines.get(i)).matches() || line.startsWith("#")) {
        break;
      }
      boolean chance =
          line.equals("---") || line.startsWith("duration_ms:") || line.startsWith("type:");
      if (!chance) {
        block.add(line);
      }
    }
    return String.join("\n", block.subList(0, Math.min(MAX_MESSAGE_LINES, block.size())));
  }

  private static String unescaped(String name) {
    return name.replace("\\#", "#").replace("\\\\", "\\").strip();
  }
}
