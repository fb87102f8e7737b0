package dev.parley.review;

import dev.parley.review.FileChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a diff whole: what it does not show although it is text is taken from the new tree. A
 * change can mark files as binary for git, and must not hide code that way.
 */
final class ChangedFiles {

  private ChangedFiles() {}

  /** The diff with every changed text file's lines. */
  static UnifiedDiff complete(UnifiedDiff diff, Map<String, String> newFiles) {
    var missing = new TreeMap<>(newFiles);
    var files = new ArrayList<FileChange>();
    for (var file : diff.files()) {
      String text = file.exists() ? missing.remove(file.path()) : null;
      boolean hidden = file.binary() && text != null && !text.isEmpty();
      files.add(hidden ? shown(file, String.valueOf(text)) : file);
    }
    missing.forEach((path, text) ->
        files.add(shown(new FileChange(Kind.MODIFIED, path, path, "", "", true, List.of()), text)));
    return new UnifiedDiff(files);
  }

  /** As if every line were new: what was there before is not known. */
  private static FileChange shown(FileChange file, String text) {
    var lines = new ArrayList<DiffLine>();
    for (String line : lines(text)) {
      lines.add(new DiffLine(DiffLine.Kind.ADDED, line, 0, lines.size() + 1, true));
    }
    var hunks =
        lines.isEmpty()
            ? List.<Hunk>of()
            : List.of(new Hunk(0, 1, "the whole file; git was told not to show it", lines));
    return new FileChange(
        file.kind(), file.path(), file.oldPath(), file.oldMode(), file.newMode(), false, hunks);
  }

  /** Lines as git counts them: only line feeds end one. */
  static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return List.of(whole.split("\n", -1));
  }

  /** By path in the new tree, or the old one for deleted files; a later entry wins. */
  static Map<String, FileChange> byPath(UnifiedDiff diff) {
    var byPath = new HashMap<String, FileChange>();
    for (var file : diff.files()) {
      byPath.merge(file.path(), file, (one, other) -> other.exists() ? other : one);
    }
    return byPath;
  }
}
