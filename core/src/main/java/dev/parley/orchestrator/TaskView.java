package dev.parley.orchestrator;

import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.model.AttemptId;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.review.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One task of a run: its attempts so far and whether the tick has closed it.
 *
 * @param attempts oldest first
 * @param approval the newest that was asked for of a change of it
 * @param reopened how it last came to be tried again by a user's wish
 */
public record TaskView(
    CodingTask task,
    List<AttemptView> attempts,
    Optional<Closed> closed,
    Optional<Approval> approval,
    Optional<Reopened> reopened) {

  public TaskView {
    attempts = List.copyOf(attempts);
  }

  /** A task that nobody has tried yet. */
  static TaskView of(CodingTask task) {
    return new TaskView(task, List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A closed task is tried again, with as many attempts as a new one.
   *
   * @param attemptsBefore made before that
   * @param hint what its agents should know, in the user's words
   * @param asked where in the log it was asked for
   */
  public record Reopened(int attemptsBefore, Optional<String> hint, String by, long asked) {}

  /** Why no further attempt will be made although none merged. */
  public sealed interface Closed {

    /** Where in the log it was closed. */
    long position();

    record AsFailed(Outcome last, String reason, long position) implements Closed {}

    record AsCancelled(String by, long position) implements Closed {}

    /**
     * What it was for was taken back.
     *
     * @param undoneBy the task that takes its change back; empty if none had landed
     */
    record AsWithdrawn(String reason, Optional<TaskId> undoneBy, long position) implements Closed {}
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

  /** Whether what it was for was taken back. */
  public boolean withdrawn() {
    return closed.filter(Closed.AsWithdrawn.class::isInstance).isPresent();
  }

  /** What reviews said of its attempts before one. */
  List<Verdict> verdictsBefore(int attempt) {
    return attempts.stream()
        .filter(earlier -> earlier.id().number() < attempt)
        .flatMap(earlier -> earlier.verdict().stream())
        .toList();
  }

  /** Whether it takes up a slot. */
  public boolean running() {
    return last().filter(attempt -> attempt.state().running()).isPresent();
  }

  /** Attempts since it was last reopened; all, if it never was. */
  public List<AttemptView> freshAttempts() {
    int before = reopened.map(Reopened::attemptsBefore).orElse(0);
    return attempts.stream().filter(attempt -> attempt.id().number() > before).toList();
  }

  /** Whether its change waits for a person. */
  public boolean awaitsApproval() {
    return currentApproval().filter(Approval::pending).isPresent();
  }

  /** What was asked for of the change that waits for its turn now, answered or not. */
  public Optional<Approval> currentApproval() {
    return last()
        .filter(attempt -> attempt.state() instanceof AttemptState.Gated)
        .flatMap(attempt ->
            approval.filter(asked -> asked.attempt().filter(attempt.id()::equals).isPresent()));
  }

  /** Up to where in the log what a user wanted of it is past, because they wanted it again. */
  long wantedSince() {
    return reopened.map(Reopened::asked).orElse(0L);
  }

  /**
   * Attempts that count against the limit: those since it was last reopened that the task itself
   * had a fair chance in.
   */
  public int chargedAttempts() {
    return (int)
        freshAttempts().stream()
            .filter(attempt ->
                attempt.state() instanceof AttemptState.Ended(var outcome)
                    && !outcome.cutOffFromOutside())
            .count();
  }

  TaskView closed(Closed how) {
    return new TaskView(task, attempts, Optional.of(how), approval, reopened);
  }

  TaskView reopened(Optional<String> hint, String by, long asked) {
    var again = new Reopened(attempts.size(), hint, by, asked);
    return new TaskView(task, attempts, Optional.empty(), Optional.empty(), Optional.of(again));
  }

  TaskView with(Approval asked) {
    return new TaskView(task, attempts, closed, Optional.of(asked), reopened);
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
    return new TaskView(task, changed, closed, approval, reopened);
  }
}
