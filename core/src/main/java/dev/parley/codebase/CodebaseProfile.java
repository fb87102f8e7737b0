package dev.parley.codebase;

import java.util.List;
import java.util.Map;

/**
 * A repository at one commit, as far as planning and coding need it.
 *
 * @param files every path, sorted
 * @param languages files by language, for example {@code Java -> 41}
 * @param setup what a fresh worktree needs first, for example {@code npm ci}
 * @param checks build, test and lint, in the order to run them
 * @param conventions text of {@code AGENTS.md}, {@code CLAUDE.md} by path, each cut at 16 KiB
 */
public record CodebaseProfile(
    String commit,
    List<String> files,
    Map<String, Integer> languages,
    List<RepositoryCommand> setup,
    List<RepositoryCommand> checks,
    Map<String, String> conventions) {

  public CodebaseProfile {
    files = List.copyOf(files);
    languages = Map.copyOf(languages);
    setup = List.copyOf(setup);
    checks = List.copyOf(checks);
    conventions = Map.copyOf(conventions);
  }
}
