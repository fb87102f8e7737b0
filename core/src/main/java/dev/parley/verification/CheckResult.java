package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import java.util.List;
import java.util.Optional;

/**
 * One check's end.
 *
 * @param passed whether it exited with 0 in time; one that did not may still be no reason to refuse
 *     the change, see {@link #blocks}
 * @param output what it printed, middle cut out at 64 KiB, without escape sequences
 * @param phase empty in logs of before there were phases
 * @param tests empty if its output names none
 * @param failures the new ones first; at most {@value #MAX_FAILURES}
 * @param vanished tests that passed before and were not reported now, at most {@value
 *     #MAX_VANISHED}
 * @param skipped why it was not run
 * @param notes what a reader should know besides
 */
public record CheckResult(
    RepositoryCommand command,
    boolean passed,
    int exitCode,
    boolean timedOut,
    String output,
    long elapsedMillis,
    Optional<Phase> phase,
    Optional<TestCounts> tests,
    List<CheckFailure> failures,
    List<String> vanished,
    Optional<String> skipped,
    List<String> notes) {

  /** Failures kept of one check. */
  public static final int MAX_FAILURES = 200;

  /** Names of vanished tests kept of one check. */
  public static final int MAX_VANISHED = 50;

  public CheckResult {
    failures = List.copyOf(failures);
    vanished = List.copyOf(vanished);
    notes = List.copyOf(notes);
  }

  /** A check that was not run. */
  static CheckResult skipped(RepositoryCommand command, String why) {
    return new CheckResult(
        command,
        false,
        0,
        false,
        "",
        0,
        Optional.of(Phase.of(command)),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.of(why),
        List.of());
  }

  /**
   * Whether the change may not pass for it: a failure that is new, or of which nothing is known.
   */
  public boolean blocks() {
    return !passed && skipped.isEmpty() && (failures.isEmpty() || !of(Standing.NEW).isEmpty());
  }

  /** The failures that stand so. */
  public List<CheckFailure> of(Standing standing) {
    return failures.stream().filter(failure -> failure.standing() == standing).toList();
  }

  /** How it ended, in a few words. */
  public String how() {
    return skipped
        .map(why -> "not run: " + why)
        .orElseGet(() -> timedOut ? "timed out" : passed ? "passed" : "exited with " + exitCode);
  }

  /** The failures by how they stand, in a few words; empty if there are none. */
  public String standings() {
    return CheckWords.standings(this);
  }

  /** What failed, which of it is new, and the end of what it printed. */
  public String inWords() {
    return CheckWords.of(this);
  }
}
