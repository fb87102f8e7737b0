package dev.parley.scheduling;

import dev.parley.model.TaskId;

/**
 * A task that takes up a slot.
 *
 * @param warm whether a provider has answered it: what its prompt shares with others is cached from
 *     then on
 */
public record Running(TaskId id, double elapsedSeconds, boolean warm) {

  /**
   * What it is expected to take yet. A task that is over its estimate takes about half as long
   * again as it has, which is what durations that spread like real ones (log-normally) do.
   */
  double remainingSeconds(Work work) {
    return elapsedSeconds < work.seconds() ? work.seconds() - elapsedSeconds : elapsedSeconds / 2;
  }
}
