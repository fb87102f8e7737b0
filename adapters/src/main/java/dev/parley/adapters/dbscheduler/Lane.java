package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SystemClock;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.event.SchedulerListeners;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run's jobs of one table, picked and run on threads of its own. */
final class Lane implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Lane.class);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** The fewest that db-scheduler allows. */
  private static final int MISSED_HEARTBEATS = 4;

  private static final Duration SHUTDOWN = Duration.ofSeconds(10);
  private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
  private static final int RETRY_DOUBLINGS_MAX = 5;
  private static final ProcessName PROCESS = ProcessName.own();

  /** Where a lane's jobs are kept. */
  enum Table {
    CONTROL("control_jobs", Duration.ofMillis(200)),
    WORK("work_jobs", Duration.ofMillis(500));

    private final String sqlName;
    private final Duration poll;

    Table(String sqlName, Duration poll) {
      this.sqlName = sqlName;
      this.poll = poll;
    }

    String sqlName() {
      return sqlName;
    }
  }

  private final ExecutorService work;
  private final ExecutorService picking;
  private final ScheduledExecutorService housekeeping;
  private final JobTable jobs;
  private final RunningJobs running;
  private final Scheduler scheduler;
  private volatile boolean closing;

  Lane(
      DataSource connections,
      JdbcCustomization database,
      Table table,
      RunId run,
      Engine.Handler handler,
      int parallel) {
    String name = table.sqlName() + " " + run + " ";
    this.work = new CutShort(parallel, threads(name));
    this.picking = Executors.newSingleThreadExecutor(threads(name + "picking "));
    this.housekeeping = Executors.newScheduledThreadPool(2, threads(name + "heartbeat "));
    var pace = new LaneScheduler.Pace(table.poll, HEARTBEAT, MISSED_HEARTBEATS, SHUTDOWN);
    var clock = new SystemClock();
    var resolver = new TaskResolver(SchedulerListeners.NOOP, clock, List.of(task(run, handler)));
    var place =
        new JobTable.Place(connections, PickingDialect.of(database, run), table.sqlName(), clock);
    this.jobs = new JobTable(place, run, resolver, PROCESS, pace.deadAfter());
    this.running = new RunningJobs(jobs);
    this.scheduler =
        new LaneScheduler(
            jobs,
            resolver,
            running,
            new LaneScheduler.Threads(parallel, work, picking, housekeeping),
            pace);
  }

  /**
   * Platform threads: an interrupt of a virtual one would close the database connection under it.
   */
  private static ThreadFactory threads(String name) {
    return Thread.ofPlatform().name(name, 0).factory();
  }

  void start() {
    scheduler.start();
  }

  private CustomTask<Void> task(RunId run, Engine.Handler handler) {
    return Tasks.custom(run.value(), Void.class)
        .onFailure(this::failed)
        .onDeadExecution((dead, _) -> putBack(dead.getExecution()))
        .execute((instance, _) -> {
          running.run(instance.getId(), () -> handler.run(JobKey.parse(run, instance.getId())));
          return ended();
        });
  }

  /** A job that ends while the lane closes may have been cut short, so it stays. */
  private CompletionHandler<Void> ended() {
    boolean cutShort = Thread.interrupted() || closing;
    return (complete, operations) -> {
      if (cutShort) {
        putBack(complete.getExecution());
      } else {
        remove(complete.getExecution(), operations);
      }
    };
  }

  private static void remove(Execution done, ExecutionOperations<Void> operations) {
    try {
      operations.remove();
    } catch (ExecutionException e) {
      log.atWarn().addKeyValue("job", done.getId()).log("job had been taken over, left to others");
    }
  }

  private void failed(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    Execution execution = failed.getExecution();
    boolean cutShort = Thread.interrupted() || closing;
    if (cutShort || failed.getCause().filter(Lane::isInterrupt).isPresent()) {
      putBack(execution);
      return;
    }
    int doublings = Math.min(execution.consecutiveFailures, RETRY_DOUBLINGS_MAX);
    Duration delay = RETRY_FIRST.multipliedBy(1L << doublings);
    try {
      operations.reschedule(failed, Instant.now().plus(delay));
    } catch (ExecutionException e) {
      log.atWarn().addKeyValue("job", execution.getId()).log("failed job had been taken over");
    }
  }

  private static boolean isInterrupt(Throwable cause) {
    return cause instanceof ProblemException e && e.problem().code() == Code.INTERRUPTED;
  }

  private void putBack(Execution execution) {
    try {
      jobs.putBack(execution, Instant.now());
      trigger();
    } catch (ExecutionException e) {
      log.atInfo().addKeyValue("job", execution.getId()).log("job has been taken by another");
    }
  }

  /** Looks for due jobs now rather than at the next poll. */
  void trigger() {
    scheduler.triggerCheckForDueExecutions();
  }

  /** Interrupts what runs, once nothing more is picked; it stays in the queue. */
  @Override
  public void close() {
    closing = true;
    scheduler.stop();
  }

  /** Threads that db-scheduler, when it stops, interrupts at once rather than after a wait. */
  private static final class CutShort extends ThreadPoolExecutor {

    private CutShort(int parallel, ThreadFactory threads) {
      super(parallel, parallel, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    @Override
    public void shutdown() {
      super.shutdownNow();
    }
  }

  /** Stops beating and picking without a word, as a killed process does. For tests. */
  void die() {
    picking.shutdownNow();
    housekeeping.shutdownNow();
  }
}
