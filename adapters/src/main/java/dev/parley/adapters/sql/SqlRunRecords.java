package dev.parley.adapters.sql;

import dev.parley.analytics.AnalyticsPayload.RunRecorded;
import dev.parley.analytics.RunRecord;
import dev.parley.analytics.RunRecords;
import dev.parley.analytics.Spending;
import dev.parley.event.PayloadCodec;
import dev.parley.event.PayloadCodec.Encoded;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The records in table {@code run_records}, shared by all processes on the store. */
final class SqlRunRecords implements RunRecords {

  private static final String PUT =
      "insert into run_records (run, version, position, charged_micros, requests, input, output,"
          + " cache_write, cache_read, content)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (run) do update set"
          + " version = excluded.version, position = excluded.position,"
          + " charged_micros = excluded.charged_micros, requests = excluded.requests,"
          + " input = excluded.input, output = excluded.output,"
          + " cache_write = excluded.cache_write, cache_read = excluded.cache_read,"
          + " content = excluded.content"
          + " where run_records.version <> excluded.version"
          + " or run_records.position <= excluded.position";
  private static final String MARKS =
      "select run, version, position, charged_micros, requests, input, output, cache_write,"
          + " cache_read from run_records";
  private static final String ALL = "select content from run_records";
  private static final String DROP = "delete from run_records where run = ?";

  private final Database database;
  private final Writer writer;
  private final PayloadCodec codec;

  SqlRunRecords(Database database, Writer writer, PayloadCodec codec) {
    this.database = database;
    this.writer = writer;
    this.codec = codec;
  }

  @Override
  public void put(RunRecord run, Mark mark) {
    var encoded = codec.encode(new RunRecorded(run));
    writer.transact(connection -> {
      try (var statement = connection.prepareStatement(PUT)) {
        fill(statement, run, mark, encoded.type() + " " + encoded.json());
        return statement.executeUpdate();
      }
    });
  }

  private static void fill(PreparedStatement row, RunRecord run, Mark mark, String content)
      throws SQLException {
    var charged = mark.charged();
    row.setString(1, run.run().value());
    row.setInt(2, mark.version());
    row.setLong(3, mark.position());
    row.setLong(4, charged.cost().micros());
    row.setLong(5, charged.calls());
    row.setLong(6, charged.usage().input());
    row.setLong(7, charged.usage().output());
    row.setLong(8, charged.usage().cacheWrite());
    row.setLong(9, charged.usage().cacheRead());
    row.setString(10, content);
  }

  @Override
  public Optional<Mark> mark(RunId run) {
    return Optional.ofNullable(marks().get(run));
  }

  @Override
  public Map<RunId, Mark> marks() {
    return database.read(connection -> {
      var marks = new HashMap<RunId, Mark>();
      try (var statement = connection.prepareStatement(MARKS);
          var rows = statement.executeQuery()) {
        while (rows.next()) {
          marks.put(new RunId(rows.getString(1)), mark(rows));
        }
      }
      return Map.copyOf(marks);
    });
  }

  private static Mark mark(ResultSet row) throws SQLException {
    var usage = new TokenUsage(row.getLong(6), row.getLong(7), row.getLong(8), row.getLong(9));
    var charged = new Spending(new Money(row.getLong(4)), usage, row.getLong(5));
    return new Mark(row.getInt(2), row.getLong(3), charged);
  }

  @Override
  public List<RunRecord> all() {
    List<String> contents = database.read(SqlRunRecords::contents);
    return contents.stream()
        .flatMap(content -> decoded(content).stream())
        .sorted(Comparator.comparing(RunRecord::startedAt).thenComparing(run -> run.run().value()))
        .toList();
  }

  private static List<String> contents(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(ALL);
        var rows = statement.executeQuery()) {
      var contents = new ArrayList<String>();
      while (rows.next()) {
        contents.add(rows.getString(1));
      }
      return contents;
    }
  }

  /** The type stands before the JSON, as the codec wants both. */
  private Optional<RunRecord> decoded(String content) {
    int space = content.indexOf(' ');
    try {
      var encoded = new Encoded(content.substring(0, space), content.substring(space + 1));
      return codec.decode(encoded) instanceof RunRecorded(var run)
          ? Optional.of(run)
          : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Of another version of this program.
      return Optional.empty();
    }
  }

  @Override
  public void retain(Set<RunId> runs, int version) {
    var gone = new ArrayList<RunId>();
    marks()
        .forEach((run, mark) -> {
          if (!runs.contains(run) || mark.version() != version) {
            gone.add(run);
          }
        });
    if (!gone.isEmpty()) {
      writer.transact(connection -> drop(connection, gone));
    }
  }

  private static int drop(Connection connection, List<RunId> gone) throws SQLException {
    try (var statement = connection.prepareStatement(DROP)) {
      for (var run : gone) {
        statement.setString(1, run.value());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }
}
