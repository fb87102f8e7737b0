package dev.parley.scheduling;

import static dev.parley.model.Require.require;

/**
 * A task of a {@link VirtualRun}: what the scheduler knows of it, and what is true.
 *
 * @param seconds what it really takes; no decision reads it before it is over
 */
public record VirtualTask(Work work, double seconds) {

  public VirtualTask {
    require(seconds >= 0 && Double.isFinite(seconds), "%s takes %f seconds", work.id(), seconds);
  }
}
