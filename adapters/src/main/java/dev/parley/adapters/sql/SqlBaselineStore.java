package dev.parley.adapters.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.event.PayloadCodec;
import dev.parley.event.PayloadCodec.Encoded;
import dev.parley.verification.Baseline;
import dev.parley.verification.BaselineStore;
import dev.parley.verification.VerificationPayload.BaselineTaken;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The baselines in table {@code baselines}, shared by all processes on the store. */
final class SqlBaselineStore implements BaselineStore {

  private static final String FIND =
      "select content from baselines where name = ? and kept_at_micros > ?";
  private static final String KEEP =
      "insert into baselines (name, content, kept_at_micros) values (?, ?, ?)"
          + " on conflict (name) do update set content = excluded.content,"
          + " kept_at_micros = excluded.kept_at_micros";
  private static final String DROP = "delete from baselines where name = ?";
  private static final String DROP_OLD = "delete from baselines where kept_at_micros <= ?";
  private static final String MAKE_ROOM =
      "delete from baselines where name not in"
          + " (select name from baselines order by kept_at_micros desc, name desc limit ?)";

  private final Database database;
  private final Writer writer;
  private final PayloadCodec codec;
  private final Bounds bounds;

  SqlBaselineStore(Database database, Writer writer, PayloadCodec codec, Bounds bounds) {
    this.database = database;
    this.writer = writer;
    this.codec = codec;
    this.bounds = bounds;
  }

  @Override
  public Optional<Baseline> find(String key, Instant now) {
    Optional<String> content = database.read(connection -> content(connection, key, now));
    return content.flatMap(this::decoded);
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

  /** The type stands before the JSON, as the codec wants both. */
  private Optional<Baseline> decoded(String content) {
    int space = content.indexOf(' ');
    try {
      var encoded = new Encoded(content.substring(0, space), content.substring(space + 1));
      return codec.decode(encoded) instanceof BaselineTaken(var baseline)
          ? Optional.of(baseline)
          : Optional.empty();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      // Of another version of this program.
      return Optional.empty();
    }
  }

  @Override
  public void keep(String key, Baseline baseline, Instant now) {
    var encoded = codec.encode(new BaselineTaken(baseline));
    String content = encoded.type() + " " + encoded.json();
    boolean fits = content.getBytes(UTF_8).length <= bounds.maxEntryBytes();
    writer.transact(connection -> {
      if (fits) {
        insert(connection, key, content, now);
      } else {
        drop(connection, key);
      }
      update(connection, DROP_OLD, Micros.of(now.minus(bounds.maxAge())));
      return update(connection, MAKE_ROOM, bounds.maxEntries());
    });
  }

  private static void insert(Connection connection, String key, String content, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, key);
      statement.setString(2, content);
      statement.setLong(3, Micros.of(now));
      statement.executeUpdate();
    }
  }

  private static void drop(Connection connection, String key) throws SQLException {
    try (var statement = connection.prepareStatement(DROP)) {
      statement.setString(1, key);
      statement.executeUpdate();
    }
  }

  private static int update(Connection connection, String sql, long value) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setLong(1, value);
      return statement.executeUpdate();
    }
  }
}
