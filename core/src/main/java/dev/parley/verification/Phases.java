package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import java.util.Comparator;
import java.util.List;

/** The order of checks: by phase, and within one as they were found or named. */
final class Phases {

  private Phases() {}

  static List<RepositoryCommand> inOrder(List<RepositoryCommand> checks) {
    return checks.stream().sorted(Comparator.comparing(Phase::of)).toList();
  }
}
