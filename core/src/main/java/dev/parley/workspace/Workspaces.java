package dev.parley.workspace;

import dev.parley.model.AttemptId;

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
   * The worktree as it stands, as a tree in the clone: every file that is not ignored. Leaves files
   * and index unchanged for the next call.
   *
   * @return full tree id
   */
  String snapshot(Workspace workspace);

  /** Gives a worktree back to the pool. Idempotent; unknown names are fine. */
  void release(String lease);
}
