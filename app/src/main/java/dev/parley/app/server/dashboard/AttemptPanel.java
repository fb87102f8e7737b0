package dev.parley.app.server.dashboard;

import dev.parley.app.report.CheckLines;
import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.orchestrator.AttemptView;
import dev.parley.orchestrator.TaskView;
import dev.parley.review.Finding;
import dev.parley.review.Verdict;
import dev.parley.verification.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt at the selected task.
 *
 * @param outcome how it ended, or what it is at
 * @param style what became of it, as the timeline has it
 * @param review what the review came to; empty before there was one
 * @param diff whether what it changed is kept
 */
public record AttemptPanel(
    int number,
    String outcome,
    String style,
    Instant startedAt,
    String started,
    String summary,
    List<Check> checks,
    Optional<String> coverage,
    Optional<String> review,
    List<Found> findings,
    List<String> notes,
    boolean diff) {

  private static final int FINDINGS_MAX = 100;

  /** One check of the last verification. */
  public record Check(String command, boolean blocks, String details) {

    static Check of(CheckResult result) {
      return new Check(
          CheckLines.head(result), result.blocks(), String.join("\n", CheckLines.details(result)));
    }
  }

  /** One finding of the last review. */
  public record Found(
      String severity,
      String place,
      String description,
      String by,
      boolean blocks,
      String settled) {

    static Found of(Finding finding) {
      return new Found(
          finding.severity().wireName(),
          Wording.line(finding.file(), 300) + (finding.line() > 0 ? ":" + finding.line() : ""),
          Wording.line(finding.description(), 2_000),
          finding.byModel() ? "model" : Wording.line(finding.rule(), 80),
          finding.blocks(),
          finding.settled().map(how -> "does not count any more").orElse(""));
    }
  }

  static AttemptPanel of(AttemptView view) {
    var ended =
        view.state() instanceof AttemptState.Ended(var outcome)
            ? Optional.of(outcome)
            : Optional.<Outcome>empty();
    return new AttemptPanel(
        view.id().number(),
        Wording.line(ended.map(Outcome::inWords).orElseGet(() -> view.state().inWord()), 1_000),
        ended.isEmpty()
            ? "running"
            : ended.filter(Outcome.Merged.class::isInstance).isPresent() ? "merged" : "failed",
        view.startedAt(),
        Wording.moment(view.startedAt()),
        view.coded().map(coded -> Wording.lines(coded.summary(), 4_000)).orElse(""),
        view.report().stream().flatMap(report -> report.results().stream()).map(Check::of).toList(),
        view.report().flatMap(report -> report.coverage()).map(CheckLines::words),
        view.verdict().map(AttemptPanel::review),
        view.verdict().stream()
            .flatMap(verdict -> verdict.findings().stream())
            .limit(FINDINGS_MAX)
            .map(Found::of)
            .toList(),
        view.verdict().stream()
            .flatMap(verdict -> verdict.notes().stream())
            .map(note -> Wording.line(note, 500))
            .toList(),
        view.coded().isPresent());
  }

  private static String review(Verdict verdict) {
    return (verdict.approved() ? "approved" : "changes requested")
        + verdict.withoutModel().map(why -> " without a model: " + why).orElse("");
  }

  /** The commit a task landed as. */
  static Optional<String> commit(TaskView view) {
    return view.lastOutcome()
        .filter(Outcome.Merged.class::isInstance)
        .map(outcome -> ((Outcome.Merged) outcome).commit());
  }
}
