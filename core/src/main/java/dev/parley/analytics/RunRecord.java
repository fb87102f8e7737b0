package dev.parley.analytics;

import dev.parley.event.Event;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run as figures across runs need it. A pure fold of its log, but for the money: calls are
 * counted in telemetry, which may lag behind or be lost when a process dies, so what was spent
 * comes from the ledger's rows.
 *
 * @param meeting empty if the run began with requirements or tasks
 * @param repository the user's checkout
 * @param endedAt when it came to its end, or to its last halt
 * @param outcome empty while something still happens
 * @param outside of tasks: drafting requirements and planning
 * @param recalled calls outside of tasks that the cache answered
 * @param tasks in plan order; empty before there is a plan
 */
public record RunRecord(
    RunId run,
    Optional<MeetingRef> meeting,
    String repository,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<RunOutcome> outcome,
    String agent,
    RunRequest.Models models,
    Spending outside,
    Spending recalled,
    List<TaskRecord> tasks) {

  public RunRecord {
    tasks = List.copyOf(tasks);
  }

  /**
   * What a run's log and the ledger say.
   *
   * @param log all streams of one run, oldest first
   * @return empty if the run has not begun
   */
  public static Optional<RunRecord> of(List<Event> log, Charges charges) {
    return RecordFold.of(log, charges);
  }

  /** All it cost: exactly what the ledger has of it. */
  public Spending spending() {
    return tasks.stream().map(TaskRecord::spending).reduce(outside, Spending::plus);
  }
}
