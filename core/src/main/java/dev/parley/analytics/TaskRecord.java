package dev.parley.analytics;

import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.CodingTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One task with all that happened to it, complete in itself: figures, insights and the estimator
 * need nothing beside it.
 *
 * @param agent the backend that coded
 * @param model the coding model that was asked for; a fallback may have answered
 * @param startedAt of the first attempt; empty if none began
 * @param endedAt when it merged, failed or was cancelled; empty before
 * @param queued ready, or begun, but not worked on: waiting for a slot, a worker, its turn to
 *     integrate, or a resume
 * @param queueReasons parts of that by reason; empty where none was recorded
 * @param tried how many attempts it took; those in {@code attempts} where they are known one by one
 * @param worked over all attempts, without waiting
 * @param spending over all attempts, as the ledger charged it
 * @param estimated how long it was expected to take; empty where nothing was estimated
 */
public record TaskRecord(
    RunId run,
    Optional<MeetingRef> meeting,
    String repository,
    String agent,
    ModelName model,
    CodingTask task,
    TaskStatus status,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Duration queued,
    Map<String, Duration> queueReasons,
    int tried,
    Duration worked,
    Spending spending,
    List<AttemptRecord> attempts,
    Optional<Duration> estimated) {

  public TaskRecord {
    queueReasons = Map.copyOf(queueReasons);
    attempts = List.copyOf(attempts);
  }

  /** Whether it counts in rates: blocked and cancelled tasks, and those under way, do not. */
  public boolean counts() {
    return switch (status) {
      case MERGED, FAILED -> true;
      case WAITING, READY, RUNNING, AWAITING_APPROVAL, BLOCKED, CANCELLED, WITHDRAWN -> false;
    };
  }

  public boolean merged() {
    return status == TaskStatus.MERGED;
  }

  /** How evidence names it. */
  public String name() {
    return run + "/" + task.id();
  }

  /** Answers of the cache used instead of calls, over all attempts. */
  public Spending recalled() {
    return attempts.stream().map(AttemptRecord::recalled).reduce(Spending.NONE, Spending::plus);
  }
}
