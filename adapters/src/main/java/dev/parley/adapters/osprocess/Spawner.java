package dev.parley.adapters.osprocess;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts all children from one thread that never ends. A child may ask to die with its parent
 * (bwrap does, PR_SET_PDEATHSIG), and to Linux the parent is the <em>thread</em> that forked it:
 * were that a carrier of virtual threads, the child would be killed when the pool lets the carrier
 * go.
 */
final class Spawner {

  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("process-spawner").factory());

  private Spawner() {}

  /** Not interruptible: a child once started must be known to its caller. */
  static Process start(ProcessBuilder builder) throws IOException {
    var starting = THREAD.submit(builder::start);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return starting.get();
        } catch (InterruptedException _) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IOException(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
