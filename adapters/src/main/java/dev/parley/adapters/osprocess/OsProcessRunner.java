package dev.parley.adapters.osprocess;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.ProcessRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Runs children of the operating system. Knows nothing of confinement: wrap it for that.
 *
 * <p>Each child carries a random marker in its environment by which all that it started is found
 * and killed when it ends, in whatever way it ends.
 */
public final class OsProcessRunner implements ProcessRunner {

  /** What a child ends with that was hung up on, interrupted or told to end. */
  private static final Set<Integer> ENDED_BY_SIGNAL = Set.of(128 + 1, 128 + 2, 128 + 15);

  /** Between a terminal's Ctrl-C reaching the child and this process having noticed it. */
  private static final Duration NEWS = Duration.ofMillis(500);

  @Override
  public Completed run(Command command) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(command).raise();
    }
    var child = start(command);
    try {
      boolean timedOut = !child.ended(command.timeout());
      child.stop();
      var completed = child.completed(timedOut);
      if (!completed.succeeded() && isEnding(patience(completed))) {
        throw new InterruptedException("the child was ended along with this process");
      }
      return completed;
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

  /** Names this process among all, past ones too; see {@link #killOwnedBy}. */
  public static String owner() {
    return Marker.owner();
  }

  /** The process an {@link #owner} names; empty if it does not live, or not in this namespace. */
  public static Optional<ProcessHandle> process(String owner) {
    return Marker.process(owner);
  }

  /** Kills everything these processes started, and not the processes themselves. */
  public static void killOwnedBy(Set<String> owners) {
    ProcessTree.killOwnedBy(owners);
  }

  private static Child start(Command command) {
    try {
      return Child.start(command, Marker.fresh());
    } catch (ProblemException e) {
      if (e.problem().code() == Code.ENVIRONMENT_FAILED && isEnding(NEWS)) {
        Thread.currentThread().interrupt();
        throw new ProblemException(interrupted(command), e);
      }
      throw e;
    }
  }

  private static boolean isEnding(Duration patience) {
    try {
      return Running.isEnding(patience);
    } catch (InterruptedException _) {
      return true;
    }
  }

  /** A terminal interrupts this process and its children at once: who is first, is luck. */
  private static Duration patience(Completed completed) {
    return ENDED_BY_SIGNAL.contains(completed.exitCode()) ? NEWS : Duration.ZERO;
  }

  private static Problem interrupted(Command command) {
    return new Problem(
        Code.INTERRUPTED, "interrupted while running " + command.argv().getFirst(), "");
  }
}
