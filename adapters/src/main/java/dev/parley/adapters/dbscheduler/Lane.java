package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Engine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/** One run's jobs of one table, picked and run on threads of its own. */
final class Lane implements AutoCloseable {

  /** A job of a run this process does not serve stays for whoever does. */
  private static final Duration PRACTICALLY_NEVER = Duration.ofDays(36_500);

  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration RETRY_FIRST = Duration.ofSeconds(1);
  private static final int RETRY_DOUBLINGS_MAX = 5;

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

  private final ExecutorService threads;
  private final Scheduler scheduler;

  Lane(
      DataSource connections,
      JdbcCustomization database,
      Table table,
      OneTimeTask<Void> task,
      int parallel) {
    String name = table.sqlName() + " " + task.getName() + " ";
    this.threads =
        Executors.newFixedThreadPool(parallel, Thread.ofVirtual().name(name, 0).factory());
    freeJobsOfTheDead(connections, table, task.getName());
    this.scheduler =
        Scheduler.create(connections, task)
            .tableName(table.sqlName())
            .jdbcCustomization(database)
            .schedulerName(new SchedulerName.Fixed(WorkerName.own().text()))
            .executorService(threads)
            .threads(parallel)
            .pollingInterval(table.poll)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .deleteUnresolvedAfter(PRACTICALLY_NEVER)
            .shutdownMaxWait(Duration.ofSeconds(10))
            .failureLogging(LogLevel.WARN, false)
            .build();
    scheduler.start();
  }

  /** The task that runs a run's jobs. */
  static OneTimeTask<Void> task(RunId run, Engine.Handler handler) {
    return Tasks.oneTime(run.value())
        .onFailure(Lane::tryAgain)
        .execute((instance, _) -> handler.run(JobKey.parse(run, instance.getId())));
  }

  private static void tryAgain(ExecutionComplete failed, ExecutionOperations<Void> operations) {
    boolean interrupted =
        failed.getCause().filter(Lane::isInterrupt).isPresent() || Thread.interrupted();
    int doublings = Math.min(failed.getExecution().consecutiveFailures, RETRY_DOUBLINGS_MAX);
    Duration delay = interrupted ? Duration.ZERO : RETRY_FIRST.multipliedBy(1L << doublings);
    operations.reschedule(failed, Instant.now().plus(delay));
  }

  private static boolean isInterrupt(Throwable cause) {
    return cause instanceof ProblemException e && e.problem().code() == Code.INTERRUPTED;
  }

  /** Looks for due jobs now rather than at the next poll. */
  void trigger() {
    scheduler.triggerCheckForDueExecutions();
  }

  /**
   * Lets go at once of what a process on this host had picked and can no longer finish; what was
   * picked elsewhere is revived when its heartbeats stop.
   */
  private static void freeJobsOfTheDead(DataSource connections, Table table, String run) {
    String select =
        "select distinct picked_by from %s where task_name = ? and picked_by is not null"
            .formatted(table.sqlName());
    String update =
        ("update %s set picked = ?, picked_by = null, last_heartbeat = null, version = version + 1"
                + " where task_name = ? and picked_by = ?")
            .formatted(table.sqlName());
    try (var connection = connections.getConnection();
        var find = connection.prepareStatement(select);
        var free = connection.prepareStatement(update)) {
      find.setString(1, run);
      var pickers = new ArrayList<String>();
      try (var rows = find.executeQuery()) {
        while (rows.next()) {
          Optional.ofNullable(rows.getString(1)).ifPresent(pickers::add);
        }
      }
      for (String picker : pickers) {
        if (WorkerName.parse(picker).filter(WorkerName::certainlyDead).isPresent()) {
          free.setBoolean(1, false);
          free.setString(2, run);
          free.setString(3, picker);
          free.executeUpdate();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot look for jobs of dead workers", e);
    }
  }

  /** Interrupts what runs; it stays in the queue. */
  @Override
  public void close() {
    scheduler.pause();
    threads.shutdownNow();
    scheduler.stop();
  }
}
