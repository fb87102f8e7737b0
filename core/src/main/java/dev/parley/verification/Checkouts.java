package dev.parley.verification;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.codebase.CodebaseProfiles;
import dev.parley.workspace.EnvironmentSetup;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.Workspaces;

/** Worktrees in which exactly one commit lies, set up and otherwise untouched. */
public record Checkouts(Workspaces workspaces, EnvironmentSetup setup, CodebaseProfiles profiles) {

  /** A worktree and what is known of its commit. */
  record Checkout(CodebaseProfile profile, Workspace workspace) {}

  /**
   * Leases a worktree at a commit, or resets one that is held, and sets it up.
   *
   * @param start commit whose checks are in force
   * @throws dev.parley.model.ProblemException GIT_FAILED, DISK_FULL, ENVIRONMENT_FAILED,
   *     INTERRUPTED
   */
  Checkout at(String lease, String start, String commit) {
    var workspace = workspaces.lease(lease, commit);
    var profile = profiles.gating(start, commit);
    setup.run(profile, workspace);
    return new Checkout(profile, workspace);
  }
}
