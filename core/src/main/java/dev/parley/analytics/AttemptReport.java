package dev.parley.analytics;

import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.model.AttemptId;
import dev.parley.orchestrator.AttemptView;
import dev.parley.review.Verdict;
import dev.parley.verification.CheckResult;
import dev.parley.verification.coverage.ChangeCoverage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt, told from its end.
 *
 * @param outcome empty while it has not ended
 * @param worked without waiting
 * @param checks of the last verification, in the order they ran
 * @param coverage of the lines it changed, as that verification found it
 * @param verdict of the last review
 * @param summary in the agent's words; empty if it did not finish
 */
public record AttemptReport(
    AttemptId id,
    Optional<Outcome> outcome,
    Instant startedAt,
    Duration worked,
    List<CheckResult> checks,
    Optional<ChangeCoverage> coverage,
    Optional<Verdict> verdict,
    String summary,
    Spending spending) {

  public AttemptReport {
    checks = List.copyOf(checks);
  }

  static AttemptReport of(AttemptView view, Duration worked, Spending spending) {
    return new AttemptReport(
        view.id(),
        view.state() instanceof AttemptState.Ended(var ended)
            ? Optional.of(ended)
            : Optional.empty(),
        view.startedAt(),
        worked,
        view.report().map(report -> report.results()).orElse(List.of()),
        view.report().flatMap(report -> report.coverage()),
        view.verdict(),
        view.coded().map(coded -> coded.summary()).orElse(""),
        spending);
  }

  /** The commit it became; empty if it did not land. */
  public Optional<String> commit() {
    return outcome
        .filter(Outcome.Merged.class::isInstance)
        .map(merged -> ((Outcome.Merged) merged).commit());
  }
}
