package dev.parley.orchestrator;

import dev.parley.model.AttemptId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something that waits, or waited, for a person.
 *
 * @param attempt whose change it is; empty for the run's plan
 * @param reason why a person is asked, in words
 * @param paths protected ones that the change touches
 * @param since when it was asked for
 * @param asked where in the log that stands: what an answer names, so that it can answer nothing
 *     else
 * @param answer empty while it waits
 */
public record Approval(
    Optional<AttemptId> attempt,
    String reason,
    List<String> paths,
    Instant since,
    long asked,
    Optional<Answer> answer) {

  public Approval {
    paths = List.copyOf(paths);
  }

  /**
   * What a person said.
   *
   * @param by who
   */
  public record Answer(boolean approved, Optional<String> comment, String by, Instant at) {}

  public boolean pending() {
    return answer.isEmpty();
  }

  /** Whether somebody said yes. */
  public boolean granted() {
    return answer.filter(Answer::approved).isPresent();
  }

  Approval answered(Answer said) {
    return new Approval(attempt, reason, paths, since, asked, Optional.of(said));
  }
}
