package dev.parley.bench.workflow;

import dev.parley.model.TaskId;
import dev.parley.safety.Ledger;
import java.util.List;

/**
 * How one run went.
 *
 * @param boundSeconds no schedule of the work that was done would have been shorter
 * @param spend by the ledger
 */
public record Result(
    List<Task> tasks,
    double makespanSeconds,
    double boundSeconds,
    Ledger.Spend spend,
    Found found) {

  public Result {
    tasks = List.copyOf(tasks);
  }

  /**
   * What happened on the way.
   *
   * @param conflicts attempts that did not merge
   * @param moduleHits first calls of attempts that found their module's prompt in the cache
   */
  public record Found(int conflicts, int firstCalls, int moduleHits) {
    Found conflict() {
      return new Found(conflicts + 1, firstCalls, moduleHits);
    }

    Found firstCall(boolean hit) {
      return new Found(conflicts, firstCalls + 1, moduleHits + (hit ? 1 : 0));
    }
  }

  /** How a task ended. */
  public enum End {
    MERGED,
    /** All attempts were used up. */
    GIVEN_UP,
    /** A task it depends on did not land. */
    BLOCKED,
    /** The money did not reach. */
    HALTED
  }

  /**
   * One task.
   *
   * @param readySeconds when its last dependency had landed; NaN if that never was
   * @param startSeconds of its first attempt; NaN without one
   * @param endSeconds when it was merged or given up; NaN else
   * @param workedSeconds of all its attempts
   */
  public record Task(
      TaskId id,
      End end,
      int attempts,
      double readySeconds,
      double startSeconds,
      double endSeconds,
      double workedSeconds) {

    boolean merged() {
      return end == End.MERGED;
    }

    double seconds() {
      return endSeconds - readySeconds;
    }
  }

  long merged() {
    return tasks.stream().filter(Task::merged).count();
  }

  long spentMicros() {
    return spend.settled().micros();
  }

  double successRate() {
    return (double) merged() / tasks.size();
  }
}
