package dev.parley.review;

import java.util.ArrayList;
import java.util.List;

/** A file's text before a change, from its text behind it and the change. */
final class BaseText {

  private BaseText() {}

  /** Empty if the file was not there. */
  static String of(FileChange file, String newText) {
    if (file.kind() == FileChange.Kind.ADDED || file.hunks().isEmpty()) {
      return file.kind() == FileChange.Kind.ADDED ? "" : newText;
    }
    List<String> lines = List.of(newText.split("\n", -1));
    var base = new ArrayList<String>();
    int next = 0;
    for (Hunk hunk : file.hunks()) {
      int start =
          hunk.lines().stream()
              .mapToInt(DiffLine::newLine)
              .filter(line -> line > 0)
              .findFirst()
              .orElse(hunk.newStart() + 1);
      while (next < start - 1 && next < lines.size()) {
        base.add(lines.get(next++));
      }
      for (DiffLine line : hunk.lines()) {
        if (line.kind() != DiffLine.Kind.ADDED) {
          base.add(line.text());
        }
        if (line.newLine() > 0) {
          next++;
        }
      }
    }
    base.addAll(lines.subList(Math.min(next, lines.size()), lines.size()));
    return String.join("\n", base);
  }
}
