package dev.parley.bench.workflow;

import dev.parley.bench.workflow.Account.Granted;
import dev.parley.bench.workflow.Result.End;
import dev.parley.scheduling.Work;
import org.jspecify.annotations.Nullable;

/** Where one task stands in a {@link WorkflowRun}. */
final class Job {

  final Work work;
  final int place;

  int openDependencies;
  int attempt;
  double readyAt = Double.NaN;
  double queuedAt;
  double firstStart = Double.NaN;
  double attemptStart;
  double worked;
  double endedAt = Double.NaN;
  @Nullable End end;

  /** Whether its agent was told what an attempt before was rejected for. */
  boolean told;

  /** How many calls of the attempt were answered. */
  int answered;

  @Nullable Granted granted;
  long cacheRead;

  Job(Work work, int place) {
    this.work = work;
    this.place = place;
    this.openDependencies = (int) work.dependencies().stream().distinct().count();
  }

  void startAttempt(double now) {
    attempt++;
    attemptStart = now;
    answered = 0;
    if (attempt == 1) {
      firstStart = now;
    }
  }

  boolean landedSince(double start) {
    return end == End.MERGED && endedAt > start;
  }

  Result.Task result(End otherwise) {
    return new Result.Task(
        work.id(),
        end == null ? otherwise : end,
        attempt,
        readyAt,
        firstStart,
        end == End.MERGED || end == End.GIVEN_UP ? endedAt : Double.NaN,
        worked);
  }
}
