package dev.parley.adapters.gitcli;

import java.util.List;
import java.util.Optional;

/** Reading and moving single refs of a repository. */
final class Refs {

  private Refs() {}

  /** What a full ref name points to. */
  static Optional<String> read(Git git, String name) {
    var completed = git.run("rev-parse", "--verify", "--quiet", "--end-of-options", name);
    return completed.succeeded() ? Optional.of(completed.stdout().strip()) : Optional.empty();
  }

  /** Compare and swap; false if it pointed elsewhere. */
  static boolean move(Git git, String name, String to, Optional<String> expected) {
    var none = "0".repeat(to.length());
    var arguments = List.of("update-ref", "--no-deref", name, to, expected.orElse(none));
    var completed = git.run(arguments);
    if (completed.succeeded()) {
      return true;
    }
    if (!read(git, name).equals(expected)) {
      return false;
    }
    throw git.failure(completed, arguments).problem().raise();
  }
}
