package dev.parley.attempt;

import static dev.parley.model.Require.require;

import dev.parley.attempt.NextStep.Escalate;
import dev.parley.attempt.NextStep.Finish;
import dev.parley.attempt.NextStep.HaltRun;
import dev.parley.attempt.NextStep.RetryAfter;
import dev.parley.attempt.Outcome.Cancelled;
import dev.parley.attempt.Outcome.Conflicted;
import dev.parley.attempt.Outcome.EnvironmentFailed;
import dev.parley.attempt.Outcome.Failed;
import dev.parley.attempt.Outcome.Merged;
import dev.parley.attempt.Outcome.NoProgress;
import dev.parley.attempt.Outcome.OverBudget;
import dev.parley.attempt.Outcome.Rejected;
import dev.parley.attempt.Outcome.ReviewUnavailable;
import dev.parley.attempt.Outcome.Stalled;
import dev.parley.attempt.Outcome.TimedOut;
import dev.parley.attempt.Outcome.Unverified;
import dev.parley.model.Code;
import java.time.Duration;

/** Decides what follows an attempt. Pure: same arguments, same answer. */
public record RetryPolicy(int maxAttempts) {

  public RetryPolicy {
    require(maxAttempts >= 1, "maxAttempts must be at least 1: %d", maxAttempts);
  }

  /**
   * @param attempt the number of the attempt that ended, from 1
   */
  public NextStep after(Outcome outcome, int attempt) {
    return switch (outcome) {
      case Merged _, Cancelled _ -> new Finish();
      case OverBudget(var problem) -> new HaltRun(problem.message());
      case EnvironmentFailed(var problem) -> new HaltRun(problem.message());
      case Unverified(var reason) -> new Escalate(reason);
      case Failed(var problem) when concernsEveryTask(problem.code()) ->
          new HaltRun(problem.message());
      case Rejected _,
          ReviewUnavailable _,
          Stalled _,
          TimedOut _,
          NoProgress _,
          Conflicted _,
          Failed _ ->
          attempt < maxAttempts
              ? new RetryAfter(Duration.ZERO)
              : new Escalate("all " + maxAttempts + " attempts used: " + outcome.inWords());
    };
  }

  /** Problems of the provider or the machine that every other task would meet too. */
  static boolean concernsEveryTask(Code code) {
    return switch (code) {
      case NO_MODEL,
          MODEL_NOT_PRICED,
          MODEL_UNAVAILABLE,
          NO_SANDBOX,
          TOOL_MISSING,
          STORE_UNUSABLE,
          DISK_FULL,
          BRANCH_CHECKED_OUT ->
          true;
      default -> false;
    };
  }
}
