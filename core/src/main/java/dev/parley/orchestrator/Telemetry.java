package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.event.Payload;
import dev.parley.event.StreamId;
import dev.parley.llm.Pause;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings single calls and tools into the log in batches, so that hundreds of small events cost one
 * write. Decisions never read them; when the store cannot keep up, the newest are dropped and
 * counted. Thread-safe.
 */
public final class Telemetry implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Telemetry.class);
  private static final int QUEUE_MAX = 20_000;
  private static final Duration INTERVAL = Duration.ofMillis(200);

  private record Entry(RunId run, Payload payload) {}

  private final EventLog events;
  private final ArrayBlockingQueue<Entry> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final Thread writer;
  private volatile boolean closed;

  public Telemetry(EventLog events, Pause pause) {
    this.events = events;
    this.writer = Thread.ofVirtual().name("telemetry").start(() -> write(pause));
  }

  /** Keeps a payload for the next batch; returns at once. */
  public void add(RunId run, Payload payload) {
    if (!queue.offer(new Entry(run, payload))) {
      log.atWarn().addKeyValue("run", run.value()).log("telemetry dropped");
    }
  }

  private void write(Pause pause) {
    try {
      while (!closed) {
        pause.waitFor(INTERVAL);
        flush();
      }
    } catch (ProblemException e) {
      // Only close() interrupts this thread, and it flushes itself.
    }
  }

  /** Writes what is waiting. */
  public synchronized void flush() {
    var batch = new ArrayList<Entry>();
    queue.drainTo(batch);
    if (batch.isEmpty()) {
      return;
    }
    Map<RunId, List<Payload>> byRun = new LinkedHashMap<>();
    for (var entry : batch) {
      byRun.computeIfAbsent(entry.run(), _ -> new ArrayList<>()).add(entry.payload());
    }
    events.transact(transaction -> {
      byRun.forEach((run, payloads) -> transaction.append(StreamId.telemetry(run), payloads));
      return batch.size();
    });
  }

  @Override
  public void close() {
    closed = true;
    writer.interrupt();
    flush();
  }
}
