package dev.parley.orchestrator;

import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.model.AttemptId;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One task of a run: its attempts so far and whether the tick has closed it.
 *
 * @param attempts oldest first
 */
public record TaskView(CodingTask task, List<AttemptView> attempts, Optional<Closed> closed) {

  public TaskView {
    attempts = List.copyOf(attempts);
  }

  /** Why no further attempt will be made although none merged. */
  public sealed interface Closed {
    record AsFailed(Outcome last, String reason) implements Closed {}

    record AsCancelled(String by) implements Closed {}
  }

  public TaskId id() {
    return task.id();
  }

  public Optional<AttemptView> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** How the last attempt ended; empty if there is none or it has not ended. */
  public Optional<Outcome> lastOutcome() {
    return last()
        .map(AttemptView::state)
        .filter(AttemptState.Ended.class::isInstance)
        .map(state -> ((AttemptState.Ended) state).outcome());
  }

  public boolean merged() {
    return lastOutcome().filter(Outcome.Merged.class::isInstance).isPresent();
  }

  /** Whether an attempt is on its way, be it running, approved or being integrated. */
  public boolean inFlight() {
    return !attempts.isEmpty() && lastOutcome().isEmpty();
  }

  /** Whether it takes up a slot. */
  public boolean running() {
    return last().filter(attempt -> attempt.state().running()).isPresent();
  }

  /** Attempts that count against the limit: those the task itself had a fair chance in. */
  public int chargedAttempts() {
    return (int)
        attempts.stream()
            .filter(attempt ->
                attempt.state() instanceof AttemptState.Ended(var outcome)
                    && !outcome.cutOffFromOutside())
            .count();
  }

  TaskView closed(Closed how) {
    return new TaskView(task, attempts, Optional.of(how));
  }

  /** After a sign of life of whoever works on an attempt. */
  TaskView seen(AttemptId id, Instant when) {
    return last()
        .filter(attempt -> attempt.id().equals(id))
        .map(attempt -> with(attempt.seen(when)))
        .orElse(this);
  }

  TaskView with(AttemptView attempt) {
    var changed = new ArrayList<>(attempts);
    changed.removeIf(existing -> existing.id().equals(attempt.id()));
    changed.add(attempt);
    return new TaskView(task, changed, closed);
  }
}
