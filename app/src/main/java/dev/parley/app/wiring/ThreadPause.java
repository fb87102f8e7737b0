package dev.parley.app.wiring;

import dev.parley.llm.Pause;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits by blocking the calling thread. */
public final class ThreadPause implements Pause {

  @Override
  public void waitFor(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  @Override
  public void waitFor(Duration time, CountDownLatch signal) {
    try {
      boolean _ = signal.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static ProblemException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ProblemException(new Problem(Code.INTERRUPTED, "interrupted while waiting", ""), e);
  }
}
