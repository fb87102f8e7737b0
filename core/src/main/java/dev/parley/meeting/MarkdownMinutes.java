package dev.parley.meeting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Minutes in Markdown: an attendee table whose initials name the speakers ({@code RPR: ...}), and
 * headings. A heading is kept as words of nobody, since it says what is being decided; it ends the
 * last speaker's words.
 */
final class MarkdownMinutes implements TranscriptFormat {

  private static final Set<String> NAME_COLUMNS =
      Set.of("name", "names", "person", "attendee", "attendees", "participant", "delegate");
  private static final Set<String> INITIAL_COLUMNS =
      Set.of("initials", "abbreviation", "abbr", "abbr.", "acronym", "short", "id", "handle");

  @Override
  public boolean recognises(List<String> lines) {
    return lines.stream().anyMatch(line -> ProseReader.isHeading(line) || isRule(line));
  }

  @Override
  public void read(List<String> lines, UtteranceCollector collector) {
    var names = new HashMap<String, String>();
    var prose = withoutTables(lines, names);
    new ProseReader(prose, names, collector).read();
  }

  /** Attendee tables are taken out, line for line, and remembered as initials to names. */
  private static List<String> withoutTables(List<String> lines, Map<String, String> names) {
    var prose = new ArrayList<>(lines);
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (isRow(lines.get(i)) && isRule(lines.get(i + 1))) {
        i = takeOut(lines, i, prose, names);
      }
    }
    return prose;
  }

  /** Returns the index of the table's last line. */
  private static int takeOut(
      List<String> lines, int header, List<String> prose, Map<String, String> names) {
    var columns = cells(lines.get(header)).stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    int name = columnOf(columns, NAME_COLUMNS);
    int initials = columnOf(columns, INITIAL_COLUMNS);
    boolean attendees = name >= 0 && initials >= 0;
    int row = header;
    while (row < lines.size() && isRow(lines.get(row))) {
      var cells = cells(lines.get(row));
      if (attendees) {
        prose.set(row, "");
        if (row > header + 1 && cells.size() > Math.max(name, initials)) {
          names.put(cells.get(initials), cells.get(name));
        }
      }
      row++;
    }
    return row - 1;
  }

  private static int columnOf(List<String> columns, Set<String> names) {
    for (int i = 0; i < columns.size(); i++) {
      if (names.contains(columns.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isRow(String line) {
    return line.indexOf('|') >= 0 && !line.isBlank();
  }

  private static boolean isRule(String line) {
    return isRow(line)
        && line.contains("--")
        && line.chars().allMatch(c -> "|-: \t".indexOf(c) >= 0);
  }

  private static List<String> cells(String row) {
    var cells = new ArrayList<String>();
    for (var cell : row.strip().split("\\|", -1)) {
      cells.add(cell.strip().replaceAll("[*_`]", ""));
    }
    if (row.strip().startsWith("|") && !cells.isEmpty()) {
      cells.removeFirst();
    }
    return cells;
  }
}
