package dev.parley.codebase;

import dev.parley.git.Repository;
import dev.parley.llm.JsonCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what a repository is made of and how it is checked, from git alone: never from a work tree,
 * and without running anything. Whatever the files contain, only git itself can make it fail; what
 * cannot be read becomes a note.
 */
public final class CodebaseProfiler {

  /** Paths kept; the Linux kernel has 90,000. */
  public static final int MAX_FILES = 200_000;

  /** What is kept of {@code AGENTS.md} and its like. */
  public static final int MAX_CONVENTION_BYTES = 16 * 1024;

  /** Conventions kept, those nearest to the root first. */
  public static final int MAX_CONVENTIONS = 20;

  private static final int MAX_README_BYTES = 4 * 1024;

  private static final List<String> CONVENTION_FILES = List.of("AGENTS.md", "CLAUDE.md");
  private static final List<String> READMES =
      List.of("README.md", "README.rst", "README.txt", "README", "readme.md", "Readme.md");

  private final CheckFinder checks;

  /**
   * A profiler without state.
   *
   * @param json reads {@code package.json}
   */
  public CodebaseProfiler(JsonCodec json) {
    this.checks = new CheckFinder(json);
  }

  /**
   * The profile of a commit.
   *
   * @param commit full id
   * @throws dev.parley.model.ProblemException GIT_FAILED
   */
  public CodebaseProfile profile(Repository repository, String commit) {
    var tree = SourceTree.of(repository, commit);
    var notes = new ArrayList<String>();
    var found = checks.in(tree);
    notes.addAll(found.notes());
    var files = tree.files();
    if (files.size() > MAX_FILES) {
      notes.add("%d files; only the first %d are listed".formatted(files.size(), MAX_FILES));
      files = files.subList(0, MAX_FILES);
    }
    return new CodebaseProfile(
        commit,
        files,
        languages(files),
        found.setup(),
        found.checks(),
        conventions(tree, notes),
        notes);
  }

  private static Map<String, Integer> languages(List<String> files) {
    var counts = new HashMap<String, Integer>();
    for (var file : files) {
      Languages.of(file).ifPresent(language -> counts.merge(language, 1, Integer::sum));
    }
    return counts;
  }

  private static Map<String, String> conventions(SourceTree tree, List<String> notes) {
    var conventions = new LinkedHashMap<String, String>();
    var paths =
        tree.files().stream()
            .filter(path -> CONVENTION_FILES.contains(Folder.nameOf(path)))
            .filter(path -> !Folder.isForeign(path))
            .sorted(Folder.NEAREST_FIRST)
            .toList();
    if (paths.size() > MAX_CONVENTIONS) {
      notes.add(
          "%d files of conventions; only %d are read".formatted(paths.size(), MAX_CONVENTIONS));
    }
    for (var path : paths.subList(0, Math.min(paths.size(), MAX_CONVENTIONS))) {
      tree.text(path, MAX_CONVENTION_BYTES)
          .filter(text -> !text.isBlank() && !conventions.containsValue(text))
          .ifPresent(text -> conventions.put(path, text));
    }
    READMES.stream()
        .filter(tree::contains)
        .findFirst()
        .ifPresent(path ->
            tree.text(path, MAX_README_BYTES).ifPresent(text -> conventions.put(path, text)));
    return conventions;
  }
}
