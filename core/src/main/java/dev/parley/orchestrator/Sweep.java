package dev.parley.orchestrator;

import dev.parley.llm.Pause;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every served run twice a second, whether or not somebody asked: what a run waits for may
 * lie outside of its log, and a tick that was lost with its process is made up for. A tick that
 * finds nothing new costs one read.
 */
public final class Sweep implements AutoCloseable {

  private static final Logger logger = LoggerFactory.getLogger(Sweep.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);

  private final Tick tick;
  private final Set<RunId> runs = ConcurrentHashMap.newKeySet();
  private final Thread sweeper;

  public Sweep(Tick tick, Pause pause) {
    this.tick = tick;
    this.sweeper = Thread.ofVirtual().name("sweep").start(() -> sweep(pause));
  }

  public void add(RunId run) {
    runs.add(run);
  }

  private void sweep(Pause pause) {
    while (true) {
      try {
        pause.waitFor(INTERVAL);
      } catch (ProblemException interrupted) {
        return;
      }
      for (var run : runs) {
        try {
          tick.run(run);
        } catch (RuntimeException e) {
          logger.atWarn().addKeyValue("run", run.value()).setCause(e).log("sweep failed");
        }
      }
    }
  }

  @Override
  public void close() {
    sweeper.interrupt();
  }
}
