package dev.parley.adapters.osprocess;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.ProcessRunner;

/**
 * Runs children of the operating system. Knows nothing of confinement: wrap it for that.
 *
 * <p>Each child carries a random marker in its environment by which all that it started is found
 * and killed when it ends, in whatever way it ends.
 */
public final class OsProcessRunner implements ProcessRunner {

  @Override
  public Completed run(Command command) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(command).raise();
    }
    var child = Child.start(command, Marker.fresh());
    try {
      boolean timedOut = !child.ended(command.timeout());
      child.stop();
      return child.completed(timedOut);
    } catch (InterruptedException _) {
      child.stop();
      Thread.currentThread().interrupt();
      throw interrupted(command).raise();
    }
  }

  /**
   * Kills what Parley processes left behind that were killed themselves. Call once at the start;
   * children of living ones are spared. Finds nothing where there is no {@code /proc}.
   */
  public static void killOrphans() {
    ProcessTree.killOrphans();
  }

  private static Problem interrupted(Command command) {
    return new Problem(
        Code.INTERRUPTED, "interrupted while running " + command.argv().getFirst(), "");
  }
}
