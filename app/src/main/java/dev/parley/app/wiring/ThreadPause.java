package dev.parley.app.wiring;

import dev.parley.llm.Pause;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.Duration;

/** Waits by putting the calling thread to sleep. */
public final class ThreadPause implements Pause {

  @Override
  public void waitFor(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProblemException(new Problem(Code.INTERRUPTED, "interrupted while waiting", ""), e);
    }
  }
}
