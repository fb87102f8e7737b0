package dev.parley.analytics;

import dev.parley.estimation.Estimate;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.CodingTask;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One task and all its attempts.
 *
 * @param attempts oldest first
 * @param reason why it is not merged; empty if it is or may still be
 * @param estimate what it was expected to take; empty before there is one
 */
public record TaskReport(
    CodingTask task,
    TaskStatus status,
    List<AttemptReport> attempts,
    Optional<String> reason,
    Optional<Estimate> estimate) {

  public TaskReport {
    attempts = List.copyOf(attempts);
  }

  /** The commit on the run's branch; empty if there is none. */
  public Optional<String> commit() {
    return attempts.stream().flatMap(attempt -> attempt.commit().stream()).findFirst();
  }

  /** Over all attempts, without waiting. */
  public Duration worked() {
    return attempts.stream().map(AttemptReport::worked).reduce(Duration.ZERO, Duration::plus);
  }

  public Spending spending() {
    return attempts.stream().map(AttemptReport::spending).reduce(Spending.NONE, Spending::plus);
  }
}
