package dev.parley.codebase;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A repository at one commit, as far as planning and coding need it.
 *
 * @param files every path, sorted; at most {@link CodebaseProfiler#MAX_FILES}
 * @param languages files by language, for example {@code Java -> 41}; sorted by name
 * @param setup what a fresh worktree needs first, for example {@code npm ci}
 * @param checks build, test and lint, in the order to run them; empty if none was found
 * @param conventions text of {@code AGENTS.md}, {@code CLAUDE.md} by path, each cut at 16 KiB, and
 *     the head of the {@code README}; sorted by path
 * @param notes what could not be read or was left out, for the reader
 */
public record CodebaseProfile(
    String commit,
    List<String> files,
    Map<String, Integer> languages,
    List<RepositoryCommand> setup,
    List<RepositoryCommand> checks,
    Map<String, String> conventions,
    List<String> notes) {

  public CodebaseProfile {
    files = List.copyOf(files);
    languages = Collections.unmodifiableMap(new TreeMap<>(languages));
    setup = List.copyOf(setup);
    checks = List.copyOf(checks);
    conventions = Collections.unmodifiableMap(new TreeMap<>(conventions));
    notes = List.copyOf(notes);
  }
}
