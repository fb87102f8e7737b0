package dev.parley.adapters.dbscheduler;

import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import dev.parley.adapters.dbscheduler.Lane.Table;
import dev.parley.event.Transaction;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Engine;
import dev.parley.orchestrator.Job;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * The queue on the store's own database. Control jobs have a table and threads of their own, so
 * that hour-long attempts never starve them. Thread-safe.
 */
public final class DbSchedulerEngine implements Engine {

  /**
   * Ticks are short; an integration runs the repository's checks and must not keep them waiting.
   */
  private static final int CONTROL_THREADS = 3;

  private final DataSource connections;
  private final JdbcCustomization database;
  private final int parallel;
  private final Map<RunId, Map<Table, Lane>> served = new ConcurrentHashMap<>();

  private DbSchedulerEngine(DataSource connections, JdbcCustomization database, int parallel) {
    this.connections = connections;
    this.database = database;
    this.parallel = parallel;
  }

  /**
   * A queue on a store.
   *
   * @param connections of the store that made the transactions given to {@link #enqueue}
   * @param parallel how many drafts and attempts of a run are carried out here at a time
   */
  public static DbSchedulerEngine on(DataSource connections, int parallel) {
    var database = new AutodetectJdbcCustomization(connections);
    return new DbSchedulerEngine(connections, database, parallel);
  }

  @Override
  public void enqueue(Transaction transaction, Job job) {
    var table = tableOf(job);
    insert(transaction.unwrap(Connection.class), table, job);
    transaction.afterCommit(() -> trigger(job.run(), table));
  }

  /** In one statement, so that a job that is there already does not fail the transaction. */
  private void insert(Connection connection, Table table, Job job) {
    String statement =
        "insert into "
            + table.sqlName()
            + " (task_name, task_instance, execution_time, picked, version)"
            + " values (?, ?, ?, ?, 1) on conflict do nothing";
    try (var insert = connection.prepareStatement(statement)) {
      insert.setString(1, job.run().value());
      insert.setString(2, JobKey.instance(job));
      database.setInstant(insert, 3, Instant.now());
      insert.setBoolean(4, false);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot enqueue " + job, e);
    }
  }

  private void trigger(RunId run, Table table) {
    Optional.ofNullable(served.get(run))
        .flatMap(lanes -> Optional.ofNullable(lanes.get(table)))
        .ifPresent(Lane::trigger);
  }

  private static Table tableOf(Job job) {
    return job.control() ? Table.CONTROL : Table.WORK;
  }

  @Override
  public void serve(RunId run, Handler handler) {
    served.computeIfAbsent(
        run,
        _ -> {
          var lanes =
              Map.of(
                  Table.CONTROL, lane(Table.CONTROL, run, handler, CONTROL_THREADS),
                  Table.WORK, lane(Table.WORK, run, handler, parallel));
          lanes.values().forEach(Lane::start);
          return lanes;
        });
  }

  private Lane lane(Table table, RunId run, Handler handler, int threads) {
    return new Lane(connections, database, table, run, handler, threads);
  }

  /** Stops beating and picking without a word, as a killed process does. For tests. */
  void die() {
    served.values().forEach(lanes -> lanes.values().forEach(Lane::die));
  }

  @Override
  public void close() {
    // Work first: what it still has to say may need a tick of the control lane.
    for (var table : List.of(Table.WORK, Table.CONTROL)) {
      served
          .values()
          .forEach(lanes -> Optional.ofNullable(lanes.get(table)).ifPresent(Lane::close));
    }
    served.clear();
  }
}
