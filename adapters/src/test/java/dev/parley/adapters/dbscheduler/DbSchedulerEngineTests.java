package dev.parley.adapters.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.sql.TestStore;
import dev.parley.event.EventLog;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.Job;
import dev.parley.testkit.contract.EngineContract;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the queue promises beyond its contract, on either database. */
abstract class DbSchedulerEngineTests extends EngineContract {

  private static final RunId RUN = new RunId("run-1");
  private static final Job ATTEMPT = new Job.Attempt(new AttemptId(RUN, new TaskId("T1"), 1));

  @RegisterExtension final TestStore store = newStore();

  abstract TestStore newStore();

  @Override
  protected EventLog log() {
    return store.get().eventLog();
  }

  @Override
  protected Engine engine() {
    return DbSchedulerEngine.on(store.get().queueConnections(), 2);
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

  @Test
  void interruptsAJobThatAnotherProcessTookOver() throws SQLException {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var tries = new AtomicInteger();
    var engine = engine();
    engine.serve(
        RUN,
        _ -> {
          if (tries.incrementAndGet() == 1) {
            begun.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
          }
        });
    enqueue(engine, ATTEMPT);
    block(begun);

    try (var connection = store.get().queueConnections().getConnection();
        var steal = connection.createStatement()) {
      steal.executeUpdate("update work_jobs set version = version + 1, picked_by = 'another'");
    }

    block(interrupted);
    engine.close();
    assertThat(jobsKept()).isEqualTo(1);
  }

  @Test
  void takesOverWhatAnEngineNoLongerBeatsFor() {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var sleeper = (DbSchedulerEngine) engine();
    sleeper.serve(
        RUN,
        _ -> {
          begun.countDown();
          block(release);
        });
    enqueue(sleeper, ATTEMPT);
    block(begun);
    var tries = new AtomicInteger();
    var other = engine();
    other.serve(RUN, _ -> tries.incrementAndGet());

    sleeper.die();

    eventually(() -> assertThat(tries).hasValue(1));
    release.countDown();
    other.close();
    sleeper.close();
  }

  @Test
  void anotherProcessOnTheHostTakesOverFromOneThatWasKilled() throws Exception {
    var tries = new AtomicInteger();
    var survivor = engine();
    enqueue(survivor, ATTEMPT);
    Process victim = EngineProcess.start(store.address(), RUN);
    try {
      EngineProcess.awaitPick(victim);
      survivor.serve(RUN, _ -> tries.incrementAndGet());

      victim.destroyForcibly().waitFor();

      long killed = System.nanoTime();
      eventually(() -> assertThat(tries).hasValue(1));
      report("takeover by a process that was serving already", killed);
    } finally {
      victim.destroyForcibly();
      survivor.close();
    }
  }

  @Test
  void whoeverResumesAfterAKillGoesOnAtOnce() throws Exception {
    var tries = new AtomicInteger();
    var next = engine();
    enqueue(next, ATTEMPT);
    Process victim = EngineProcess.start(store.address(), RUN);
    try {
      EngineProcess.awaitPick(victim);
      victim.destroyForcibly().waitFor();

      long resumed = System.nanoTime();
      next.serve(RUN, _ -> tries.incrementAndGet());

      eventually(() -> assertThat(tries).hasValue(1));
      report("resume after a kill", resumed);
    } finally {
      victim.destroyForcibly();
      next.close();
    }
  }

  private static void report(String what, long sinceNanos) {
    long millis = Duration.ofNanos(System.nanoTime() - sinceNanos).toMillis();
    LoggerFactory.getLogger(DbSchedulerEngineTests.class)
        .atInfo()
        .addKeyValue("elapsedMs", millis)
        .log(what);
  }

  private int jobsKept() throws SQLException {
    try (var connection = store.get().queueConnections().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from work_jobs")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
