package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.verification.coverage.ChangeCoverage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A check that ran once, on one tree.
 *
 * @param output without escape sequences and without the worktree's place
 * @param failures message by what each failure is known by; empty if it passed
 * @param passing ids of the tests that passed
 * @param present ids of all tests that were told of, whatever became of them
 * @param whole whether the results are all there is: none lost to a limit
 * @param repeatable whether the same tree may give another result: a compiler's does not
 * @param coverage reports it wrote
 */
record CheckRun(
    RepositoryCommand command,
    boolean passed,
    int exitCode,
    boolean timedOut,
    String output,
    long elapsedMillis,
    Map<String, String> failures,
    Set<String> passing,
    Set<String> present,
    TestCounts counts,
    boolean whole,
    boolean repeatable,
    List<ChangeCoverage.Report> coverage) {

  CheckRun {
    coverage = List.copyOf(coverage);
  }

  /** As it is held against later runs. */
  Baseline.Check asBaseline() {
    return new Baseline.Check(
        command, passed, exitCode, timedOut, List.copyOf(failures.keySet()), List.copyOf(passing));
  }
}
