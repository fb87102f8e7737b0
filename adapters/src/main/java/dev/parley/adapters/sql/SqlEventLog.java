package dev.parley.adapters.sql;

import static dev.parley.model.Require.require;

import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.event.PayloadCodec;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import dev.parley.model.RunId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The log in a database's tables {@code events}, {@code streams} and {@code runs}. */
final class SqlEventLog implements EventLog {

  private static final String COLUMNS =
      "select position, run, stream, version, time_micros, type, payload from events ";

  private final Database database;
  private final Writer writer;
  private final PayloadCodec codec;
  private final InstantSource clock;

  SqlEventLog(Database database, Writer writer, PayloadCodec codec, InstantSource clock) {
    this.database = database;
    this.writer = writer;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public <T> T transact(Function<Transaction, T> work) {
    var committed = new CommitActions();
    T result =
        writer.transact(connection -> {
          var transaction = new SqlTransaction(connection, codec, clock.instant(), committed);
          try {
            return work.apply(transaction);
          } catch (RuntimeException e) {
            throw failureOf(e);
          } finally {
            transaction.end();
          }
        });
    committed.run();
    return result;
  }

  /** Ours and the job queue's statements fail through methods that declare no SQLException. */
  private static RuntimeException failureOf(RuntimeException e) throws SQLException {
    if (e.getCause() instanceof SQLException failure) {
      throw failure;
    }
    return e;
  }

  @Override
  public List<Event> read(StreamId stream, long afterVersion) {
    return select(
        "where run = ? and stream = ? and version > ? order by version",
        statement -> {
          statement.setString(1, stream.run().value());
          statement.setString(2, stream.name());
          statement.setLong(3, afterVersion);
        });
  }

  @Override
  public List<Event> readRun(RunId run, long afterPosition, int limit) {
    require(limit >= 1, "limit must be at least 1: %d", limit);
    return select(
        "where run = ? and position > ? order by position limit ?",
        statement -> {
          statement.setString(1, run.value());
          statement.setLong(2, afterPosition);
          statement.setInt(3, limit);
        });
  }

  @Override
  public List<Event> readAll(long afterPosition, int limit) {
    require(limit >= 1, "limit must be at least 1: %d", limit);
    return select(
        "where position > ? order by position limit ?",
        statement -> {
          statement.setLong(1, afterPosition);
          statement.setInt(2, limit);
        });
  }

  @Override
  public long lastPosition() {
    return database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("select coalesce(max(position), 0) from events")) {
        rows.next();
        return rows.getLong(1);
      }
    });
  }

  @Override
  public List<RunId> runs() {
    return database.read(connection -> {
      String query = "select run from runs where run <> ? order by position";
      try (var statement = connection.prepareStatement(query)) {
        statement.setString(1, StreamId.STORE.value());
        try (var rows = statement.executeQuery()) {
          var runs = new ArrayList<RunId>();
          while (rows.next()) {
            runs.add(new RunId(rows.getString(1)));
          }
          return runs;
        }
      }
    });
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private List<Event> select(String condition, Binding binding) {
    return database.read(connection -> {
      try (var statement = connection.prepareStatement(COLUMNS + condition)) {
        binding.bind(statement);
        try (var rows = statement.executeQuery()) {
          var events = new ArrayList<Event>();
          while (rows.next()) {
            events.add(event(rows));
          }
          return events;
        }
      }
    });
  }

  private Event event(ResultSet row) throws SQLException {
    return new Event(
        new StreamId(new RunId(row.getString(2)), row.getString(3)),
        row.getLong(4),
        row.getLong(1),
        Micros.instant(row.getLong(5)),
        codec.decode(new PayloadCodec.Encoded(row.getString(6), row.getString(7))));
  }
}
