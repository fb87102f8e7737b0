package dev.parley.adapters.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bounded set of connections for reading a local file, opened when first needed. A general pool
 * costs more at start-up than opening the file does.
 */
final class ReadConnections implements AutoCloseable {

  interface Opener {
    Connection open() throws SQLException;
  }

  private static final Logger log = LoggerFactory.getLogger(ReadConnections.class);

  private final Semaphore permits;
  private final Opener opener;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ReadConnections(int most, Opener opener) {
    this.permits = new Semaphore(most, true);
    this.opener = opener;
  }

  <T extends @Nullable Object> T read(SqlWork<T> work) throws SQLException {
    permits.acquireUninterruptibly();
    try {
      if (closed) {
        throw new IllegalStateException("the store is closed");
      }
      Connection connection = idle.poll();
      if (connection == null) {
        connection = opener.open();
      }
      T result;
      try {
        result = work.with(connection);
      } catch (SQLException | RuntimeException | Error e) {
        close(connection);
        throw e;
      }
      idle.push(connection);
      return result;
    } finally {
      permits.release();
      if (closed) {
        closeIdle();
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (Connection c = idle.poll(); c != null; c = idle.poll()) {
      close(c);
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      log.atDebug().setCause(e).log("closing a read connection failed");
    }
  }
}
