package dev.parley.scheduling;

import static dev.parley.model.Require.require;

/**
 * How many more tasks one resource has room for.
 *
 * @param more at least 0
 * @param because what to say of the tasks for which there is no room
 */
public record Allowance(int more, Hold because) {

  public Allowance {
    require(more >= 0, "negative allowance: %d", more);
  }
}
