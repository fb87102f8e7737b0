package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.Clock;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.TaskResolver;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepository;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.shaded.jdbc.JdbcRunner;
import com.github.kagkarlsson.shaded.jdbc.RowMapper;
import dev.parley.model.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One run's jobs of one table. Other runs' jobs are invisible: not picked, revived or deleted. */
final class JobTable extends JdbcTaskRepository {

  private final String table;
  private final RunId run;
  private final JdbcRunner statements;
  private final JdbcCustomization dialect;
  private final ProcessName process;
  private final Clock clock;
  private final Duration deadAfter;
  private @Nullable Instant lastLook;
  private Instant judgeFrom = Instant.MIN;

  /** Where the table is and how it is spoken to. */
  record Place(DataSource connections, JdbcCustomization dialect, String table, Clock clock) {}

  JobTable(Place place, RunId run, TaskResolver resolver, ProcessName process, Duration deadAfter) {
    super(
        place.connections(),
        true,
        place.dialect(),
        place.table(),
        resolver,
        new SchedulerName.Fixed(process.value()),
        Serializer.DEFAULT_JAVA_SERIALIZER,
        false,
        place.clock());
    this.table = place.table();
    this.run = run;
    this.statements = new JdbcRunner(place.connections(), true);
    this.dialect = place.dialect();
    this.process = process;
    this.clock = place.clock();
    this.deadAfter = deadAfter;
  }

  /** In whose name jobs are picked. */
  ProcessName process() {
    return process;
  }

  /** Lets a picked job be picked again from an instant on, without counting a failure. */
  void putBack(Execution picked, Instant from) {
    reschedule(picked, from, picked.lastSuccess, picked.lastFailure, picked.consecutiveFailures);
  }

  /** Whether a job that was picked here is still this process's own. */
  boolean isOurs(Execution picked) {
    Optional<Execution> kept = getExecution(picked.getTaskName(), picked.getId());
    return kept.isPresent() && kept.get().version == picked.version;
  }

  private record Picked(String job, @Nullable String by, Instant heartbeat) {}

  /** Jobs of the run whose process is gone, or has not been heard of for long. */
  @Override
  public List<Execution> getDeadExecutions(Instant olderThan) {
    boolean judgeHeartbeats = mayJudgeHeartbeats();
    return picked().stream()
        .filter(job ->
            process.isGone(job.by()) || (judgeHeartbeats && !job.heartbeat().isAfter(olderThan)))
        .map(job -> getExecution(run.value(), job.job()))
        .flatMap(Optional::stream)
        .filter(Execution::isPicked)
        .toList();
  }

  /**
   * After this machine slept, or its clock jumped, everybody's heartbeats look old at once. Whoever
   * lives gets the whole time again to be heard.
   */
  private boolean mayJudgeHeartbeats() {
    Instant now = clock.now();
    if (lastLook != null && lastLook.plus(deadAfter).isBefore(now)) {
      judgeFrom = now.plus(deadAfter);
    }
    lastLook = now;
    return !now.isBefore(judgeFrom);
  }

  private List<Picked> picked() {
    return statements.query(
        "select task_instance, picked_by, last_heartbeat from "
            + table
            + " where task_name = ? and picked = ?",
        parameters -> {
          parameters.setString(1, run.value());
          parameters.setBoolean(2, true);
        },
        (RowMapper<Picked>) this::picked);
  }

  private Picked picked(ResultSet row) throws SQLException {
    return new Picked(
        row.getString("task_instance"),
        row.getString("picked_by"),
        dialect.getInstant(row, "last_heartbeat"));
  }
}
