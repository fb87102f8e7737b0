package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.event.EventLog;
import dev.parley.event.StreamId;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.Job;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Engine} must do, on whatever store. */
public abstract class EngineContract {

  private static final RunId RUN = new RunId("run-1");
  private static final RunId OTHER = new RunId("run-2");
  private static final Job ATTEMPT = new Job.Attempt(new AttemptId(RUN, new TaskId("T-1.a"), 12));

  /** The log that the engine's transactions come from. */
  protected abstract EventLog log();

  /** An engine on that log's store, as another process would have it; closed by the test. */
  protected abstract Engine engine();

  /** Lets engines that are driven by hand do what is due; others do it by themselves. */
  protected abstract void drive();

  @Test
  void doesAJobOnceItsTransactionIsCommitted() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    engine.serve(RUN, done::add);

    enqueue(engine, ATTEMPT);

    eventually(() -> assertThat(done).containsExactly(ATTEMPT));
    engine.close();
  }

  @Test
  void knowsEveryKindOfJobAgain() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    engine.serve(RUN, done::add);
    var id = new AttemptId(RUN, new TaskId("T1"), 2);
    List<Job> jobs =
        List.of(
            new Job.Tick(RUN, "attempt/T1/2:7"),
            new Job.Draft(RUN),
            new Job.Draft(RUN, 7),
            new Job.Listen(RUN, 3),
            new Job.Attempt(id),
            new Job.Integrate(id));

    jobs.forEach(job -> enqueue(engine, job));

    eventually(() -> assertThat(done).containsExactlyInAnyOrderElementsOf(jobs));
    engine.close();
  }

  @Test
  void keepsNeitherEventNorJobOfATransactionThatIsUndone() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    engine.serve(RUN, done::add);

    assertThatThrownBy(() ->
            log()
                .transact(transaction -> {
                  transaction.append(StreamId.commands(RUN), List.of(new Note("undone")));
                  engine.enqueue(transaction, ATTEMPT);
                  throw new IllegalStateException("undo");
                }))
        .hasMessage("undo");
    var marker = new Job.Tick(RUN, "marker");
    enqueue(engine, marker);

    eventually(() -> assertThat(done).containsExactly(marker));
    assertThat(log().read(StreamId.commands(RUN), 0)).isEmpty();
    engine.close();
  }

  @Test
  void takesAJobThatIsKeptAlreadyForTheSameJob() {
    var engine = engine();
    log()
        .transact(transaction -> {
          engine.enqueue(transaction, ATTEMPT);
          engine.enqueue(transaction, ATTEMPT);
          transaction.append(StreamId.commands(RUN), List.of(new Note("kept")));
          return 0;
        });
    enqueue(engine, ATTEMPT);
    var done = new CopyOnWriteArrayList<Job>();
    engine.serve(RUN, done::add);
    var marker = new Job.Draft(RUN);
    enqueue(engine, marker);

    eventually(() -> assertThat(done).containsExactlyInAnyOrder(ATTEMPT, marker));
    assertThat(log().read(StreamId.commands(RUN), 0)).hasSize(1);
    engine.close();
  }

  @Test
  void leavesJobsOfRunsItDoesNotServeToOthers() {
    var engine = engine();
    var mine = new CopyOnWriteArrayList<Job>();
    engine.serve(RUN, mine::add);
    var theirs = new Job.Tick(OTHER, "1");
    enqueue(engine, theirs);
    enqueue(engine, ATTEMPT);
    eventually(() -> assertThat(mine).containsExactly(ATTEMPT));

    var other = engine();
    var done = new CopyOnWriteArrayList<Job>();
    other.serve(OTHER, done::add);

    eventually(() -> assertThat(done).containsExactly(theirs));
    assertThat(mine).containsExactly(ATTEMPT);
    engine.close();
    other.close();
  }

  @Test
  void triesAgainWhatFailed() {
    var engine = engine();
    var tries = new AtomicInteger();
    engine.serve(
        RUN,
        _ -> {
          if (tries.incrementAndGet() == 1) {
            throw new IllegalStateException("the first try fails");
          }
        });

    enqueue(engine, ATTEMPT);

    eventually(() -> assertThat(tries).hasValue(2));
    engine.close();
  }

  @Test
  void doesWhatAHandlerEnqueues() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    var follower = new Job.Tick(RUN, "attempt/T-1.a/12:2");
    engine.serve(
        RUN,
        job -> {
          done.add(job);
          if (job.equals(ATTEMPT)) {
            enqueue(engine, follower);
          }
        });

    enqueue(engine, ATTEMPT);

    eventually(() -> assertThat(done).containsExactly(ATTEMPT, follower));
    engine.close();
  }

  @Test
  void keepsWhatAClosedEngineHadNotBegun() {
    var first = engine();
    enqueue(first, ATTEMPT);
    first.close();
    var second = engine();
    var done = new CopyOnWriteArrayList<Job>();
    second.serve(RUN, done::add);

    eventually(() -> assertThat(done).containsExactly(ATTEMPT));
    second.close();
  }

  @Test
  void forgetsNoEventThatComesDuringATick() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    var first = new Job.Tick(RUN, "run:1");
    var second = new Job.Tick(RUN, "run:2");
    engine.serve(
        RUN,
        job -> {
          if (job.equals(first)) {
            // The same tick again is in the queue still; a later position is another tick.
            enqueue(engine, first);
            enqueue(engine, second);
          }
          done.add(job);
        });

    enqueue(engine, first);

    eventually(() -> assertThat(done).contains(first, second));
    engine.close();
  }

  @Test
  void aJobThatEndedMayBeEnqueuedAgain() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    engine.serve(RUN, done::add);
    var marker = new Job.Tick(RUN, "marker");
    enqueue(engine, ATTEMPT);
    eventually(() -> assertThat(done).containsExactly(ATTEMPT));

    eventually(() -> {
      enqueue(engine, ATTEMPT);
      assertThat(done).hasSizeGreaterThan(1);
    });

    enqueue(engine, marker);
    eventually(() -> assertThat(done).contains(marker));
    engine.close();
  }

  @Test
  void keepsOneJobOfManyThatAreEnqueuedAtOnce() throws InterruptedException {
    var engine = engine();
    var start = new CountDownLatch(1);
    List<Thread> callers =
        IntStream.range(0, 8)
            .mapToObj(i ->
                Thread.ofPlatform()
                    .start(() -> {
                      block(start);
                      log()
                          .transact(transaction -> {
                            engine.enqueue(transaction, ATTEMPT);
                            var note = new Note("caller " + i);
                            return transaction.append(StreamId.commands(RUN), List.of(note));
                          });
                    }))
            .toList();
    start.countDown();
    for (Thread caller : callers) {
      caller.join();
    }
    var done = new CopyOnWriteArrayList<Job>();
    var marker = new Job.Draft(RUN);
    engine.serve(RUN, done::add);
    enqueue(engine, marker);

    eventually(() -> assertThat(done).containsExactlyInAnyOrder(ATTEMPT, marker));
    assertThat(log().read(StreamId.commands(RUN), 0)).hasSize(8);
    engine.close();
  }

  @Test
  void doesMoreJobsThanItHasThreads() {
    var engine = engine();
    var done = new CopyOnWriteArrayList<Job>();
    List<Job> jobs =
        IntStream.rangeClosed(1, 20)
            .<Job>mapToObj(i -> new Job.Attempt(new AttemptId(RUN, new TaskId("T" + i), 1)))
            .toList();
    log()
        .transact(transaction -> {
          jobs.forEach(job -> engine.enqueue(transaction, job));
          return 0;
        });

    engine.serve(RUN, done::add);

    eventually(() -> assertThat(done).containsExactlyInAnyOrderElementsOf(jobs));
    engine.close();
  }

  /** Waits until a latch opens; the interrupt that ends a handler is passed on. */
  protected static void block(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  protected final void enqueue(Engine engine, Job job) {
    log()
        .transact(transaction -> {
          engine.enqueue(transaction, job);
          return 0;
        });
  }

  protected final void eventually(Runnable assertion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> {
          drive();
          assertion.run();
        });
  }
}
