package dev.parley.review;

import dev.parley.review.syntax.Language;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changed files that hold code, and that no analyser understands. Pure. */
final class Unread {

  private static final int NAMED_MAX = 20;

  /** Prose, data and settings: nothing in them runs, and secrets are looked for in all text. */
  private static final Set<String> NO_CODE =
      Set.of(
          "",
          "md",
          "markdown",
          "rst",
          "adoc",
          "txt",
          "json",
          "json5",
          "jsonl",
          "yaml",
          "yml",
          "toml",
          "xml",
          "csv",
          "tsv",
          "properties",
          "ini",
          "cfg",
          "conf",
          "lock",
          "svg",
          "css",
          "map",
          "snap",
          "golden",
          "gitignore",
          "gitattributes",
          "editorconfig",
          "sum",
          "mod",
          "log",
          "po",
          "pem",
          "diff",
          "patch");

  private Unread() {}

  /**
   * What people are told of them; empty if there are none.
   *
   * @param read by programs of others
   */
  static Optional<String> note(UnifiedDiff diff, Set<String> read) {
    List<String> unread =
        diff.files().stream()
            .filter(file -> file.exists() && !file.binary() && !file.submodule())
            .map(FileChange::path)
            .filter(path -> !read.contains(path) && Language.of(path).isEmpty() && isCode(path))
            .sorted()
            .toList();
    if (unread.isEmpty()) {
      return Optional.empty();
    }
    String named =
        unread.stream().limit(NAMED_MAX).map(ReviewParts::shown).collect(Collectors.joining(", "));
    String more =
        unread.size() > NAMED_MAX ? " and %d more".formatted(unread.size() - NAMED_MAX) : "";
    return Optional.of(
        "No analyser reads %s%s: only secrets and what is forbidden in any file were looked for."
            .formatted(named, more));
  }

  private static boolean isCode(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return !NO_CODE.contains(dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
