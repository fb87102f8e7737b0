package dev.parley.adapters.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.llm.ResponseCache;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The answers in table {@code response_cache}, shared by all processes on the store. */
final class SqlResponseCache implements ResponseCache {

  private static final String FIND =
      "select content from response_cache where question = ? and kept_at_micros > ?";
  private static final String USE =
      "update response_cache set used_at_micros = ? where question = ?";
  private static final String KEEP =
      "insert into response_cache (question, content, bytes, kept_at_micros, used_at_micros)"
          + " values (?, ?, ?, ?, ?) on conflict (question) do update set"
          + " content = excluded.content, bytes = excluded.bytes,"
          + " kept_at_micros = excluded.kept_at_micros, used_at_micros = excluded.used_at_micros";
  private static final String DROP = "delete from response_cache where question = ?";
  private static final String DROP_OLD = "delete from response_cache where kept_at_micros <= ?";
  private static final String SIZE = "select count(*), coalesce(sum(bytes), 0) from response_cache";

  /** From the one used last on, as many as fit; the rest goes. */
  private static final String MAKE_ROOM =
      "delete from response_cache where question in (select question from"
          + " (select question, row_number() over newest as n, sum(bytes) over newest as total"
          + " from response_cache window newest as (order by used_at_micros desc, question desc"
          + " rows unbounded preceding)) as ranked where n > ? or total > ?)";

  private final Database database;
  private final Writer writer;
  private final Bounds bounds;

  SqlResponseCache(Database database, Writer writer, Bounds bounds) {
    this.database = database;
    this.writer = writer;
    this.bounds = bounds;
  }

  @Override
  public Optional<String> find(String key, Instant now) {
    Optional<String> found = database.read(connection -> content(connection, key, now));
    if (found.isPresent()) {
      writer.transact(connection -> {
        try (var statement = connection.prepareStatement(USE)) {
          statement.setLong(1, Micros.of(now));
          statement.setString(2, key);
          return statement.executeUpdate();
        }
      });
    }
    return found;
  }

  private Optional<String> content(Connection connection, String key, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, key);
      statement.setLong(2, Micros.of(now.minus(bounds.maxAge())));
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void keep(String key, String content, Instant now) {
    int bytes = content.getBytes(UTF_8).length;
    if (bytes > bounds.maxEntryBytes()) {
      drop(key);
      return;
    }
    writer.transact(connection -> {
      insert(connection, key, content, bytes, now);
      update(connection, DROP_OLD, Micros.of(now.minus(bounds.maxAge())));
      return makeRoom(connection);
    });
  }

  private static void insert(
      Connection connection, String key, String content, int bytes, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, key);
      statement.setString(2, content);
      statement.setInt(3, bytes);
      statement.setLong(4, Micros.of(now));
      statement.setLong(5, Micros.of(now));
      statement.executeUpdate();
    }
  }

  private int makeRoom(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(SIZE);
        var rows = statement.executeQuery()) {
      rows.next();
      if (rows.getLong(1) <= bounds.maxEntries() && rows.getLong(2) <= bounds.maxBytes()) {
        return 0;
      }
    }
    return update(connection, MAKE_ROOM, bounds.maxEntries(), bounds.maxBytes());
  }

  private static int update(Connection connection, String sql, long... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setLong(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public void drop(String key) {
    writer.transact(connection -> {
      try (var statement = connection.prepareStatement(DROP)) {
        statement.setString(1, key);
        return statement.executeUpdate();
      }
    });
  }
}
