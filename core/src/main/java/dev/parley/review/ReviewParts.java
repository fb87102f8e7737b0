package dev.parley.review;

import dev.parley.llm.PromptText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Divides a change into parts that fit a call: small files together, a large one over several
 * parts. Every line of the change is in one of them; nothing is left out.
 */
final class ReviewParts {

  private static final int LONG_LINE_CHARS = 4_000;

  private static final int ENCLOSING_CHARS = 200;

  private final Map<String, String> newFiles;
  private final int partChars;
  private final List<ReviewPart> parts = new ArrayList<>();
  private final LinkedHashSet<String> paths = new LinkedHashSet<>();
  private final PromptText.Builder text = new PromptText.Builder();

  private ReviewParts(Map<String, String> newFiles, int partChars) {
    this.newFiles = newFiles;
    this.partChars = partChars;
  }

  /**
   * The parts of a change.
   *
   * @param newFiles texts behind the change; what hunks stand in is shown of those that are known
   */
  static List<ReviewPart> of(UnifiedDiff diff, Map<String, String> newFiles, int partChars) {
    var parts = new ReviewParts(newFiles, partChars);
    diff.files().forEach(parts::add);
    parts.close();
    return parts.parts;
  }

  private void add(FileChange file) {
    var rows = rows(file);
    String heading = heading(file);
    int whole = heading.length() + rows.stream().mapToInt(row -> row.text().length()).sum();
    if (text.length() + whole > partChars) {
      close();
    }
    begin(file, heading);
    for (var row : rows) {
      if (text.length() + row.text().length() > partChars) {
        close();
        begin(file, heading);
        text.add(row.hunk()).fixed(row.startsHunk() ? "" : "(goes on)\n");
      }
      if (row.startsHunk()) {
        text.add(row.hunk());
      }
      text.add(row.text());
    }
  }

  private void begin(FileChange file, String heading) {
    paths.add(file.path());
    text.fixed(heading);
  }

  private void close() {
    if (!paths.isEmpty()) {
      parts.add(new ReviewPart(List.copyOf(paths), text.build()));
      paths.clear();
    }
  }

  private static String heading(FileChange file) {
    var heading = new StringBuilder("\n=== ").append(shown(file.path())).append(" (");
    heading.append(file.kind().name().toLowerCase(Locale.ROOT));
    if (!file.path().equals(file.oldPath())) {
      heading.append(" from ").append(shown(file.oldPath()));
    }
    if (file.submodule()) {
      heading.append(", submodule");
    }
    if (!file.oldMode().isEmpty()
        && !file.newMode().isEmpty()
        && !file.oldMode().equals(file.newMode())) {
      heading.append(", mode ").append(file.oldMode()).append(" to ").append(file.newMode());
    } else if (file.newMode().equals("120000")) {
      heading.append(", symbolic link");
    }
    if (file.binary()) {
      heading.append(", binary, content not shown");
    } else if (file.hunks().isEmpty()) {
      heading.append(", no line changed");
    }
    return heading.append(") ===\n").toString();
  }

  /**
   * One line of a part.
   *
   * @param hunk the heading of the hunk it is in
   */
  private record Row(PromptText hunk, boolean startsHunk, PromptText text) {}

  private List<Row> rows(FileChange file) {
    int longest = Math.min(LONG_LINE_CHARS, partChars / 4);
    var rows = new ArrayList<Row>();
    List<String> lines = ChangedFiles.lines(newFiles.getOrDefault(file.path(), ""));
    for (var hunk : file.hunks()) {
      PromptText heading = heading(file, hunk, lines);
      boolean first = true;
      for (var line : hunk.lines()) {
        for (PromptText row : rows(file, line, longest)) {
          rows.add(new Row(heading, first, row));
          first = false;
        }
      }
    }
    return rows;
  }

  /** Where a hunk begins, and the lines it stands in. */
  private static PromptText heading(FileChange file, Hunk hunk, List<String> lines) {
    String section = hunk.section().length() > 200 ? "" : " " + hunk.section();
    var heading = new PromptText.Builder().fixed("@@ from line ");
    number(heading, file, hunk.newStart(), Integer.toString(hunk.newStart()));
    heading.fixed("@@" + section + "\n");
    for (var line : Enclosing.of(lines, Math.max(0, hunk.newStart() - 1))) {
      String text = line.text().replace("\r", "\\r");
      String cut = text.length() <= ENCLOSING_CHARS ? text : text.substring(0, ENCLOSING_CHARS);
      number(heading, file, line.number(), "%6d".formatted(line.number()));
      heading.fixed("   " + cut + "\n");
    }
    return heading.build();
  }

  /** A line's number, which says where it is and not what is asked. */
  private static void number(PromptText.Builder text, FileChange file, int line, String shown) {
    if (line > 0) {
      text.line(shown(file.path()), line, shown);
    } else {
      text.fixed(shown);
    }
  }

  private static List<PromptText> rows(FileChange file, DiffLine line, int longest) {
    String number = line.newLine() > 0 ? "%6d".formatted(line.newLine()) : "      ";
    String mark =
        switch (line.kind()) {
          case CONTEXT -> "   ";
          case ADDED -> " + ";
          case REMOVED -> " - ";
        };
    var rows = new ArrayList<PromptText>();
    String text = ConfiguredSecrets.masked(line.text()).replace("\r", "\\r");
    for (int from = 0; from == 0 || from < text.length(); from += longest) {
      String piece = text.substring(from, Math.min(text.length(), from + longest));
      var row = new PromptText.Builder();
      if (from == 0) {
        number(row, file, line.newLine(), number);
      }
      rows.add(row.fixed((from == 0 ? mark : "       > ") + piece + "\n").build());
    }
    if (!line.ended()) {
      rows.add(PromptText.of("       \\ no line feed at the end of the file\n"));
    }
    return rows;
  }

  /** A path in one line. */
  static String shown(String path) {
    var text = new StringBuilder();
    path.chars().forEach(c -> text.append(c < ' ' || c == 0x7f ? '?' : (char) c));
    return text.toString();
  }
}
