package dev.parley.adapters.sql;

import static dev.parley.model.Require.require;

import dev.parley.event.Fence;
import dev.parley.event.Payload;
import dev.parley.event.PayloadCodec;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.event.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** One transaction of the log. All its events carry the time it began at. */
final class SqlTransaction implements Transaction {

  private static final String INSERT_EVENT =
      "insert into events (run, stream, version, time_micros, type, payload)"
          + " values (?, ?, ?, ?, ?, ?)";
  private static final String MOVE_STREAM =
      "insert into streams (run, stream, version, epoch) values (?, ?, ?, 0)"
          + " on conflict (run, stream) do update set version = excluded.version";
  private static final String RAISE_EPOCH =
      "insert into streams (run, stream, version, epoch) values (?, ?, 0, 1)"
          + " on conflict (run, stream) do update set epoch = streams.epoch + 1 returning epoch";
  private static final String INSERT_RUN =
      "insert into runs (run, position)"
          + " select run, min(position) from events where run = ? group by run"
          + " on conflict (run) do nothing";

  private final Connection connection;
  private final PayloadCodec codec;
  private final Instant time;
  private final CommitActions committed;
  private boolean ended;

  SqlTransaction(Connection connection, PayloadCodec codec, Instant time, CommitActions committed) {
    this.connection = connection;
    this.codec = codec;
    this.time = time;
    this.committed = committed;
  }

  @Override
  public long append(StreamId stream, long expectedVersion, List<? extends Payload> payloads) {
    return attempt(() -> {
      long version = Streams.version(connection, stream);
      if (version != expectedVersion) {
        throw new StaleWriteException(
            stream + " is at version " + version + ", expected " + expectedVersion);
      }
      return insert(stream, version, payloads);
    });
  }

  @Override
  public long append(StreamId stream, List<? extends Payload> payloads) {
    return attempt(() -> insert(stream, Streams.version(connection, stream), payloads));
  }

  @Override
  public long append(Fence fence, List<? extends Payload> payloads) {
    return attempt(() -> {
      Streams.check(connection, fence);
      StreamId stream = fence.stream();
      return insert(stream, Streams.version(connection, stream), payloads);
    });
  }

  private long insert(StreamId stream, long version, List<? extends Payload> payloads)
      throws SQLException {
    if (payloads.isEmpty()) {
      return version;
    }
    long newest = version;
    try (var statement = connection.prepareStatement(INSERT_EVENT)) {
      for (Payload payload : payloads) {
        newest++;
        bind(statement, stream, newest, codec.encode(payload));
        statement.executeUpdate();
      }
    }
    try (var statement = connection.prepareStatement(MOVE_STREAM)) {
      statement.setString(1, stream.run().value());
      statement.setString(2, stream.name());
      statement.setLong(3, newest);
      statement.executeUpdate();
    }
    if (version == 0) {
      nameRun(stream);
    }
    return newest;
  }

  private void bind(
      PreparedStatement statement, StreamId stream, long version, PayloadCodec.Encoded payload)
      throws SQLException {
    statement.setString(1, stream.run().value());
    statement.setString(2, stream.name());
    statement.setLong(3, version);
    statement.setLong(4, Micros.of(time));
    statement.setString(5, payload.type());
    statement.setString(6, payload.json());
  }

  private void nameRun(StreamId stream) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT_RUN)) {
      statement.setString(1, stream.run().value());
      statement.executeUpdate();
    }
  }

  @Override
  public Fence raiseEpoch(StreamId stream) {
    return attempt(() -> {
      try (var statement = connection.prepareStatement(RAISE_EPOCH)) {
        statement.setString(1, stream.run().value());
        statement.setString(2, stream.name());
        try (var rows = statement.executeQuery()) {
          rows.next();
          return new Fence(stream, rows.getLong(1));
        }
      }
    });
  }

  @Override
  public void check(Fence fence) {
    attempt(() -> {
      Streams.check(connection, fence);
      return fence;
    });
  }

  @Override
  public void afterCommit(Runnable action) {
    requireOpen();
    committed.add(action);
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    requireOpen();
    require(type == Connection.class, "an SQL store has no %s", type.getName());
    return type.cast(connection);
  }

  void end() {
    ended = true;
  }

  private void requireOpen() {
    if (ended) {
      throw new IllegalStateException("the transaction has ended");
    }
  }

  private interface Step<T> {
    T run() throws SQLException;
  }

  private <T> T attempt(Step<T> step) {
    requireOpen();
    try {
      return step.run();
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }
}
