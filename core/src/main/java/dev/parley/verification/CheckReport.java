package dev.parley.verification;

import java.util.List;

/**
 * What the checks said of one tree.
 *
 * @param results in the order they ran; checks after the first failing one are not run
 */
public record CheckReport(String tree, List<CheckResult> results) {

  public CheckReport {
    results = List.copyOf(results);
  }

  /** Whether there was nothing to check with; such a report has not passed. */
  public boolean empty() {
    return results.isEmpty();
  }

  public boolean passed() {
    return !empty() && results.stream().allMatch(CheckResult::passed);
  }

  public List<CheckResult> failures() {
    return results.stream().filter(r -> !r.passed()).toList();
  }

  /** For the agent that has to mend it: each failing command with the end of its output. */
  public List<String> findings() {
    return failures().stream().map(CheckResult::inWords).toList();
  }
}
