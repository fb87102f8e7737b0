package dev.parley.workspace;

import dev.parley.model.AttemptId;
import java.util.function.Predicate;

/**
 * Isolated checkouts of one repository, one git worktree each, pooled. Thread-safe, across
 * processes too; must pass {@code WorkspacesContract}.
 */
public interface Workspaces {

  /** The name under which an attempt holds its worktree. */
  static String leaseOf(AttemptId attempt) {
    return attempt.run() + "." + attempt.task() + "." + attempt.number();
  }

  /**
   * Leases a worktree at a commit, tracked files exact and nothing else in it. Leasing a name that
   * is held gives the same worktree, reset to the commit: so a revived worker simply asks again.
   *
   * @param lease {@code [A-Za-z0-9._-]+}
   * @param commit full id
   * @throws dev.parley.model.ProblemException GIT_FAILED, DISK_FULL
   */
  Workspace lease(String lease, String commit);

  /**
   * The worktree as it stands, as a tree in the clone: every file that is not ignored by the
   * repository's own rules. Symbolic links stay links; files of a repository that was made inside
   * the worktree are taken as plain files. Leaves files and index unchanged for the next call.
   *
   * @return full tree id
   * @throws IllegalArgumentException if the workspace is not leased
   * @throws dev.parley.model.ProblemException AGENT_FAILED if something in it cannot be a commit's
   *     (a file too large or not readable), GIT_FAILED, DISK_FULL
   */
  String snapshot(Workspace workspace);

  /** Gives a worktree back to the pool. Idempotent; unknown names are fine. */
  void release(String lease);

  /**
   * Removes what nobody needs: leases that are not wanted any more, and every worktree that is not
   * leased.
   *
   * @param wanted whether a lease is to stay; leases of unfinished runs must
   */
  void prune(Predicate<String> wanted);
}
