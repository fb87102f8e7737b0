package dev.parley.orchestrator;

import dev.parley.event.Transaction;
import dev.parley.model.RunId;

/**
 * The durable queue. A job is picked by one worker of those that serve its run; while it runs its
 * worker sends heartbeats; when they stop coming another worker picks the job again. At least once:
 * handlers fold the log and go on from there. Must pass {@code EngineContract}.
 */
public interface Engine extends AutoCloseable {

  /** Does a job. What it throws is logged, and the job is tried again after a wait. */
  @FunctionalInterface
  interface Handler {
    void run(Job job);
  }

  /**
   * Keeps the job in this transaction; no job if the transaction is undone. A job whose id is
   * already kept is left as it is.
   */
  void enqueue(Transaction transaction, Job job);

  /** Starts to pick jobs of a run and to hand them to the handler, on the engine's own threads. */
  void serve(RunId run, Handler handler);

  /**
   * Stops picking, interrupts handlers after a grace, and waits for them. Interrupted jobs stay and
   * are picked again by whoever serves their run next.
   */
  @Override
  void close();
}
