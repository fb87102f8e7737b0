package dev.parley.verification;

import dev.parley.verification.coverage.ChangeCoverage;
import java.util.List;
import java.util.Optional;

/**
 * What the checks said of one tree.
 *
 * @param results in the order they ran; once a build failed the rest is not run, and says so
 * @param baseline the tree it was held against; empty if nothing failed, or nothing was known of it
 * @param coverage of the lines that were changed; empty if no tool told of them
 */
public record CheckReport(
    String tree,
    List<CheckResult> results,
    Optional<String> baseline,
    Optional<ChangeCoverage> coverage) {

  public CheckReport {
    results = List.copyOf(results);
  }

  /** Whether there was nothing to check with; such a report has not passed. */
  public boolean empty() {
    return results.isEmpty();
  }

  /** Whether there was a check and nothing that failed is new. */
  public boolean passed() {
    return !empty() && blocking().isEmpty();
  }

  /**
   * Whether anything speaks for the change: a check that passed, or one of which at least some
   * tests did. A check that fails as a whole as it did before says nothing.
   */
  public boolean verifies() {
    return results.stream()
        .anyMatch(result ->
            result.passed() || result.tests().filter(tests -> tests.passed() > 0).isPresent());
  }

  /** The checks for which the change is refused. */
  public List<CheckResult> blocking() {
    return results.stream().filter(CheckResult::blocks).toList();
  }

  /** For the agent that has to mend it: each blocking check with the end of its output. */
  public List<String> findings() {
    return blocking().stream().map(CheckResult::inWords).toList();
  }
}
