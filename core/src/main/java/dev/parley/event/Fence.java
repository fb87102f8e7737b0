package dev.parley.event;

import static dev.parley.model.Require.require;

/**
 * The right to write one stream, held until a higher epoch is raised. A worker that was thought
 * dead and comes back holds a lower one and is refused.
 *
 * @param epoch from 1
 */
public record Fence(StreamId stream, long epoch) {

  public Fence {
    require(epoch >= 1, "epoch must be at least 1: %d", epoch);
  }
}
