package dev.parley.adapters.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.sql.SqlStore;
import dev.parley.event.EventLog;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.Job;
import dev.parley.testkit.contract.EngineContract;
import dev.parley.testkit.contract.Note;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEngineTest extends EngineContract {

  private static final RunId RUN = new RunId("run-1");
  private static final Job ATTEMPT = new Job.Attempt(new AttemptId(RUN, new TaskId("T1"), 1));

  @TempDir Path folder;
  private SqlStore store;

  @BeforeEach
  void open() {
    store = SqlStore.open(folder.resolve("parley.db"), Note.CODEC, InstantSource.system());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected EventLog log() {
    return store.eventLog();
  }

  @Override
  protected Engine engine() {
    return DbSchedulerEngine.on(store.queueConnections(), 2);
  }

  @Override
  protected void drive() {
    // Works by itself.
  }

  @Test
  void aJobThatIsCutOffByClosingIsDoneByTheNextEngine() {
    var tries = new AtomicInteger();
    var begun = new CountDownLatch(1);
    var never = new CountDownLatch(1);
    var first = engine();
    first.serve(
        RUN,
        _ -> {
          tries.incrementAndGet();
          begun.countDown();
          block(never);
        });
    enqueue(first, ATTEMPT);
    block(begun);
    first.close();

    var second = engine();
    second.serve(RUN, _ -> tries.incrementAndGet());

    eventually(() -> assertThat(tries).hasValue(2));
    second.close();
  }

  @Test
  void controlJobsDoNotWaitBehindLongWork() {
    var release = new CountDownLatch(1);
    var ticked = new AtomicInteger();
    var engine = engine();
    engine.serve(
        RUN,
        job -> {
          if (job.control()) {
            ticked.incrementAndGet();
          } else {
            block(release);
          }
        });
    enqueue(engine, ATTEMPT);
    enqueue(engine, new Job.Attempt(new AttemptId(RUN, new TaskId("T2"), 1)));
    enqueue(engine, new Job.Attempt(new AttemptId(RUN, new TaskId("T3"), 1)));

    enqueue(engine, new Job.Tick(RUN, "1"));

    eventually(() -> assertThat(ticked).hasValue(1));
    release.countDown();
    engine.close();
  }
}
