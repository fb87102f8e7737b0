package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import java.util.Set;

/** What a check is for, in the order in which checks run. */
public enum Phase {
  /** Nothing after it means anything if it fails. */
  BUILD,
  TEST,
  LINT;

  private static final Set<String> BUILDS = Set.of("build", "compile", "typecheck");
  private static final Set<String> LINTS = Set.of("lint", "vet", "format");

  /**
   * By the name the check was found under; what is not known tests. The user's own keep the order
   * in which they were named, so they are all of one phase.
   */
  public static Phase of(RepositoryCommand check) {
    if (check.origin().equals(RepositoryCommand.CONFIGURED)) {
      return TEST;
    }
    if (BUILDS.contains(check.name())) {
      return BUILD;
    }
    return LINTS.contains(check.name()) ? LINT : TEST;
  }
}
