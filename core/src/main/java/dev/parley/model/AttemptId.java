package dev.parley.model;

import static dev.parley.model.Require.require;

/**
 * One try at one task. A crash and revival keeps the number; a retry has the next one.
 *
 * @param number from 1
 */
public record AttemptId(RunId run, TaskId task, int number) {

  public AttemptId {
    require(number >= 1, "attempt number must be at least 1: %d", number);
  }

  /** Where the attempt's last tree is kept, whatever became of it. */
  public String ref() {
    return "refs/parley/" + run + "/" + task + "/" + number;
  }

  @Override
  public String toString() {
    return run + "/" + task + "/" + number;
  }
}
