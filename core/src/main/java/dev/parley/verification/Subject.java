package dev.parley.verification;

/**
 * A change to be verified.
 *
 * @param lease under which its worktree is held
 * @param start commit the run began from; its checks are in force
 */
public record Subject(String lease, String start, Snapshot base, Snapshot change) {

  /** A commit and its tree, full ids. */
  public record Snapshot(String commit, String tree) {}

  /** Under which the worktree of a baseline is held. */
  static String baselineLease(String lease) {
    return lease + ".baseline";
  }
}
