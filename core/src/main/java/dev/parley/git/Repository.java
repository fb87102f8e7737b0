package dev.parley.git;

import java.util.Optional;

/**
 * Parley's own bare clone of one user repository, plus the narrow gate back to it. All commit and
 * tree ids are full. Thread-safe; must pass {@code RepositoryContract}.
 *
 * <p>Every method throws a {@code ProblemException} with GIT_FAILED, with git's own words, when git
 * fails in a way its result does not describe.
 */
public interface Repository extends ObjectStore {

  /**
   * The commit a revision names; empty if there is none. Accepts branches, tags, ids, refs, and an
   * id followed by {@code ^} for its first parent.
   */
  Optional<String> commit(String revision);

  /** A stable id of the change between two trees that ignores line numbers and white space. */
  String patchId(String fromTreeish, String toTreeish);

  /** Three-way merge of two commits over their merge base. */
  MergeResult merge(String ours, String theirs);

  /** Makes a commit object; no ref moves and no hook runs. */
  String commit(CommitDraft draft);

  /** The full message of a commit. */
  String message(String commit);

  /** What a ref of the clone points to. */
  Optional<String> ref(String name);

  /**
   * Moves a ref of the clone.
   *
   * @param expected what it must point to now; empty if it must not exist
   * @return false if it pointed elsewhere, and nothing moved
   */
  boolean moveRef(String name, String commit, Optional<String> expected);

  /**
   * Brings a branch of the clone to the user's repository by compare-and-swap. Runs no hook and
   * touches neither index, work tree, stash nor configuration there.
   *
   * @param expected what the user's branch must point to now; empty if it must not exist
   * @return false if it pointed elsewhere, and nothing moved
   * @throws dev.parley.model.ProblemException BRANCH_CHECKED_OUT if a work tree of the user is on
   *     it
   */
  boolean publish(String branch, String commit, Optional<String> expected);

  /** Whether a commit of the clone has the given one among its ancestors; true for none. */
  boolean fastForwards(Optional<String> ancestor, String commit);

  /** What a branch of the user's repository points to now. */
  Optional<String> published(String branch);
}
