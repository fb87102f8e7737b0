package dev.parley.git;

import java.nio.file.Path;
import java.util.Optional;

/** Finds user repositories and keeps Parley's bare clone of each. Thread-safe. */
public interface Repositories {

  /**
   * What a run needs to know of the user's checkout, read once at its start.
   *
   * @param root top folder of the work tree
   * @param head commit checked out now
   * @param author from the user's git configuration; empty if none is set
   */
  record Checkout(Path root, String head, Optional<Identity> author) {}

  /**
   * @throws dev.parley.model.ProblemException NOT_A_REPOSITORY if the folder is in none, or it has
   *     no commit yet
   */
  Checkout inspect(Path folder);

  /**
   * The bare clone of a checkout, made when missing and brought up to date with all its branches
   * and tags. Calling again is cheap.
   */
  Repository open(Path checkoutRoot);
}
