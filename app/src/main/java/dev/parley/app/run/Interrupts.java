package dev.parley.app.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the process being asked to end into an interrupt of one thread, and keeps the process up
 * until that thread has put things away, for a while at most.
 */
public final class Interrupts implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(20);

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private Interrupts(Thread working) {
    this.hook = new Thread(() -> interrupt(working), "interrupt");
  }

  /** From now on until closed, for the calling thread. */
  public static Interrupts ofThisThread() {
    var interrupts = new Interrupts(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interrupts.hook);
    return interrupts;
  }

  private void interrupt(Thread working) {
    working.interrupt();
    try {
      boolean _ = done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      boolean _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, which is why we are here.
    }
  }
}
