package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import java.util.List;
import java.util.Optional;

/**
 * What the checks said of a tree before a change.
 *
 * @param checks all of them, also those after a failed build
 */
public record Baseline(String tree, List<Check> checks, long elapsedMillis) {

  public Baseline {
    checks = List.copyOf(checks);
  }

  /**
   * One check on that tree.
   *
   * @param failing what each failure is known by
   * @param passing ids of the tests that passed, as far as the runner names them
   */
  public record Check(
      RepositoryCommand command,
      boolean passed,
      int exitCode,
      boolean timedOut,
      List<String> failing,
      List<String> passing) {
    public Check {
      failing = List.copyOf(failing);
      passing = List.copyOf(passing);
    }
  }

  /** What a check said, if it was among them. */
  public Optional<Check> of(RepositoryCommand command) {
    return checks.stream()
        .filter(check ->
            check.command().argv().equals(command.argv())
                && check.command().folder().equals(command.folder()))
        .findFirst();
  }
}
