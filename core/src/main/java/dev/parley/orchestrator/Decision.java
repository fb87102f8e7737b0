package dev.parley.orchestrator;

import dev.parley.attempt.Outcome;
import dev.parley.model.AttemptId;
import java.util.List;
import java.util.Optional;

/**
 * Something the tick decided: an event, and the work that follows from it.
 *
 * @param job kept in the same transaction as the event
 * @param cutOff attempts to be taken from whoever works on them and ended as cancelled
 */
record Decision(RunPayload payload, Optional<Job> job, Optional<CutOff> cutOff) {

  /**
   * The end of attempts from outside.
   *
   * @param outcome of each
   */
  record CutOff(List<AttemptId> attempts, Outcome outcome) {
    CutOff {
      attempts = List.copyOf(attempts);
    }

    /**
     * @param by who or what cancels them
     */
    CutOff(List<AttemptId> attempts, String by) {
      this(attempts, new Outcome.Cancelled(by));
    }
  }

  static Decision of(RunPayload payload) {
    return new Decision(payload, Optional.empty(), Optional.empty());
  }

  static Decision of(RunPayload payload, Job job) {
    return new Decision(payload, Optional.of(job), Optional.empty());
  }
}
