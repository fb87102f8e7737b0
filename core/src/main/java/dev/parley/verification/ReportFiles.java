package dev.parley.verification;

import dev.parley.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files that tools leave in a worktree, generated folders included, packages of others not. Follows
 * no link. Thread-safe; must pass {@code ReportFilesContract}.
 */
public interface ReportFiles {

  /** Paths looked for in one worktree. */
  int MAX_FOUND = 2_000;

  /**
   * The files there are now.
   *
   * @param wanted of a path from the worktree's root
   * @return by path a mark that differs once the file was written again; sorted by path
   */
  Map<String, String> marks(Workspace workspace, Predicate<String> wanted);

  /**
   * A file's text, bad bytes replaced; empty if it is gone, no ordinary file, or longer.
   *
   * @param path from the worktree's root
   */
  Optional<String> read(Workspace workspace, String path, int maxBytes);
}
