package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.shaded.jdbc.RowMapper;
import dev.parley.model.RunId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * How due jobs are picked: in one statement, only those of one run, and only as many as there are
 * free threads. Picked first and queued later they would be beaten for by nobody; fetched first and
 * picked later, db-scheduler's other way, they pile up in memory at every poll while all threads
 * are busy.
 */
final class PickingDialect {

  private PickingDialect() {}

  /**
   * @param database as db-scheduler detected it
   */
  static JdbcCustomization of(JdbcCustomization database, RunId run) {
    return switch (database.getName()) {
      case "PostgreSQL" -> new Postgres(run);
      case "SQLite" -> new Sqlite(run);
      default -> throw new IllegalArgumentException("no queue on " + database.getName());
    };
  }

  private static final class Sqlite extends SqliteJdbcCustomization {

    private final RunId run;

    private Sqlite(RunId run) {
      this.run = run;
    }

    @Override
    public boolean supportsSingleStatementLockAndFetch() {
      return true;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
        JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
      return new Pick(this, context, run, now).most(limit, "");
    }
  }

  private static final class Postgres extends PostgreSqlJdbcCustomization {

    private final RunId run;

    private Postgres(RunId run) {
      super(false, false);
      this.run = run;
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
        JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
      return new Pick(this, context, run, now).most(limit, " for update skip locked");
    }
  }

  private record Pick(
      JdbcCustomization dialect, JdbcTaskRepositoryContext context, RunId run, Instant now) {

    private static final String DUE =
        " where task_name = ? and picked = ? and execution_time <= ? ";

    List<Execution> most(int limit, String locking) {
      if (!anyDue()) {
        return List.of();
      }
      String table = context.tableName;
      String statement =
          "with due as materialized (select task_name, task_instance from "
              + table
              + DUE
              + "order by execution_time limit "
              + limit
              + locking
              + ") update "
              + table
              + " set picked = ?, picked_by = ?, last_heartbeat = ?, version = version + 1"
              + " where (task_name, task_instance) in (select task_name, task_instance from due)"
              + " returning *";
      return context.jdbcRunner.query(
          statement,
          parameters -> {
            bindDue(parameters);
            parameters.setBoolean(4, true);
            parameters.setString(5, context.schedulerName.getName());
            dialect.setInstant(parameters, 6, now);
          },
          context.resultSetMapper.get());
    }

    /** Asks first: an update, even of nothing, would take SQLite's write lock at every poll. */
    private boolean anyDue() {
      RowMapper<Boolean> found = _ -> true;
      String query = "select 1 from " + context.tableName + DUE + "limit 1";
      return !context.jdbcRunner.query(query, this::bindDue, found).isEmpty();
    }

    private void bindDue(PreparedStatement parameters) throws SQLException {
      parameters.setString(1, run.value());
      parameters.setBoolean(2, false);
      dialect.setInstant(parameters, 3, now);
    }
  }
}
