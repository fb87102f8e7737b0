package dev.parley.adapters.sql;

import dev.parley.event.Fence;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import java.sql.Connection;
import java.sql.SQLException;

/** Where each stream stands: its newest version and the epoch of whoever may write it. */
final class Streams {

  private Streams() {}

  /** 0 for a stream nobody wrote to. */
  static long version(Connection connection, StreamId stream) throws SQLException {
    return number(connection, "select version from streams where run = ? and stream = ?", stream);
  }

  /**
   * @throws StaleWriteException if the fence is not the newest of its stream
   */
  static void check(Connection connection, Fence fence) throws SQLException {
    long epoch =
        number(
            connection, "select epoch from streams where run = ? and stream = ?", fence.stream());
    if (epoch != fence.epoch()) {
      throw new StaleWriteException(
          fence.stream() + " is held by epoch " + epoch + ", not by " + fence.epoch());
    }
  }

  private static long number(Connection connection, String query, StreamId stream)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, stream.run().value());
      statement.setString(2, stream.name());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }
}
