package dev.parley.attempt;

import dev.parley.model.Problem;
import java.util.List;

/**
 * How an attempt ended. Every attempt ends exactly once, with exactly one of these; retries and
 * rates differ by them.
 */
public sealed interface Outcome {

  /** Its commit is on the run's branch. */
  record Merged(String commit) implements Outcome {}

  /**
   * A gate said no.
   *
   * @param gate {@code verification} or {@code review}
   * @param findings what must change, one line or paragraph each; given to the next attempt
   */
  record Rejected(String gate, List<String> findings) implements Outcome {
    public Rejected {
      findings = List.copyOf(findings);
    }
  }

  /** The review model gave no usable verdict; never taken for approval. */
  record ReviewUnavailable(String reason) implements Outcome {}

  /** The repository has no check to verify with, and the user did not allow that. */
  record Unverified(String reason) implements Outcome {}

  /** The worktree could not be made ready; the task is not to blame. */
  record EnvironmentFailed(Problem problem) implements Outcome {}

  /** The agent said nothing for too long. */
  record Stalled(String reason) implements Outcome {}

  /** The attempt's wall-clock limit passed. */
  record TimedOut(String reason) implements Outcome {}

  /**
   * A limit left no room for the next model call.
   *
   * @param problem its context has the key of the {@code limit}, and {@code until} when it frees
   *     itself
   */
  record OverBudget(Problem problem) implements Outcome {}

  /** It went in circles. */
  record NoProgress(String reason) implements Outcome {}

  /** It does not merge with what landed meanwhile. */
  record Conflicted(List<String> paths) implements Outcome {
    public Conflicted {
      paths = List.copyOf(paths);
    }
  }

  /** Something else broke. */
  record Failed(Problem problem) implements Outcome {}

  /** The user asked for it to end. */
  record Cancelled(String by) implements Outcome {}

  /** What a problem that nobody mended makes of the attempt that met it. */
  static Outcome after(Problem problem) {
    return switch (problem.code()) {
      case LIMIT_REACHED -> new OverBudget(problem);
      case ENVIRONMENT_FAILED -> new EnvironmentFailed(problem);
      default -> new Failed(problem);
    };
  }

  /**
   * Whether it says nothing about the task: a limit, the environment, the provider or a person
   * ended the attempt. Then it uses up no attempt, and the next one goes on from what there is.
   */
  default boolean cutOffFromOutside() {
    return switch (this) {
      case EnvironmentFailed _, OverBudget _, Cancelled _ -> true;
      case Failed(var problem) -> RetryPolicy.concernsEveryTask(problem.code());
      case Merged _,
          Rejected _,
          ReviewUnavailable _,
          Unverified _,
          Stalled _,
          TimedOut _,
          NoProgress _,
          Conflicted _ ->
          false;
    };
  }

  /** What the next attempt's agent should know; empty if nothing would help it. */
  default List<String> feedback() {
    return switch (this) {
      case Rejected(var gate, var findings) ->
          findings.stream().map(finding -> gate + ": " + finding).toList();
      case Conflicted(var paths) ->
          List.of(
              "integration: the change conflicted with commits that landed meanwhile in "
                  + String.join(", ", paths)
                  + "; they are now in the worktree");
      case Stalled(var reason) -> List.of("the last attempt fell silent: " + reason);
      case TimedOut(var reason) -> List.of("the last attempt took too long: " + reason);
      case NoProgress(var reason) -> List.of("the last attempt made no progress: " + reason);
      case Failed(var problem) -> List.of("the last attempt failed: " + problem.message());
      case Merged _,
          ReviewUnavailable _,
          Unverified _,
          EnvironmentFailed _,
          OverBudget _,
          Cancelled _ ->
          List.of();
    };
  }

  /** One line for people. */
  default String inWords() {
    return switch (this) {
      case Merged(var commit) -> "merged as " + commit.substring(0, Math.min(10, commit.length()));
      case Rejected(var gate, var findings) ->
          "rejected by " + gate + (findings.isEmpty() ? "" : ": " + firstLine(findings.getFirst()));
      case ReviewUnavailable(var reason) -> "review unavailable: " + reason;
      case Unverified(var reason) -> "unverified: " + reason;
      case EnvironmentFailed(var problem) -> "environment failed: " + problem.message();
      case Stalled(var reason) -> "stalled: " + reason;
      case TimedOut(var reason) -> "timed out: " + reason;
      case OverBudget(var problem) -> "over budget: " + problem.message();
      case NoProgress(var reason) -> "no progress: " + reason;
      case Conflicted(var paths) -> "conflicted in " + String.join(", ", paths);
      case Failed(var problem) -> "failed: " + problem.message();
      case Cancelled(var by) -> "cancelled by " + by;
    };
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
