package dev.parley.review.tools;

import java.util.ArrayList;
import java.util.regex.Pattern;

/**
 * Reads what the TypeScript compiler prints with {@code --pretty false}. A line that is indented
 * belongs to the message before it; any other line means that something else was printed.
 */
final class TscText {

  private static final Pattern DIAGNOSTIC =
      Pattern.compile(
          "(?<file>.+?)\\((?<line>\\d{1,7}),\\d{1,7}\\): error (?<code>TS\\d{1,6}): ?(?<says>.*)");

  /** Without a place: the compiler could not do what it was told to. */
  private static final Pattern OWN_ERROR = Pattern.compile("error (TS\\d{1,6}): ?(.*)");

  private TscText() {}

  static ToolReport read(String text) throws UnreadableReportException {
    var results = new ArrayList<Reported>();
    for (String line : text.split("\r?\n", -1)) {
      var diagnostic = DIAGNOSTIC.matcher(line);
      if (diagnostic.matches()) {
        results.add(
            Reported.of(
                diagnostic.group("code"),
                diagnostic.group("file"),
                Integer.parseInt(diagnostic.group("line")),
                diagnostic.group("says")));
      } else if (OWN_ERROR.matcher(line).matches()) {
        throw new UnreadableReportException("the compiler refused its arguments");
      } else if (!line.isBlank() && !line.startsWith(" ")) {
        throw new UnreadableReportException("it holds a line that is no diagnostic");
      }
    }
    return ToolReport.of(results);
  }
}
