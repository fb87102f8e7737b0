package dev.parley.adapters.sql;

import dev.parley.adapters.sql.WriteQueue.Urgency;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection this process writes through. SQLite admits one writer at a time and lets the
 * others poll for the lock; waiting in a fair queue of our own instead means nobody starves. A
 * connection that broke is opened again by the next writer.
 */
final class Writer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  private final Database database;
  private final WriteQueue queue = new WriteQueue();
  private @Nullable Connection connection;
  private boolean closed;

  Writer(Database database) {
    this.database = database;
  }

  /** Runs the work as one transaction: committed when it returns, undone when it throws. */
  <T extends @Nullable Object> T transact(SqlWork<T> work) {
    queue.enter(Urgency.APPEND);
    try {
      return inTransaction(open(), work);
    } catch (SQLException e) {
      throw database.explain(e);
    } finally {
      queue.leave();
    }
  }

  private <T extends @Nullable Object> T inTransaction(Connection writer, SqlWork<T> work)
      throws SQLException {
    boolean committed = false;
    try {
      database.begin(writer);
      T result = work.with(writer);
      database.commit(writer);
      committed = true;
      return result;
    } finally {
      if (!committed) {
        rollback(writer);
      }
    }
  }

  private void rollback(Connection writer) {
    try {
      database.rollback(writer);
    } catch (SQLException e) {
      log.atWarn().setCause(e).log("roll-back failed, the connection is given up");
      discard();
    }
  }

  /** Runs statements that each are their own transaction. */
  <T extends @Nullable Object> T use(SqlWork<T> work) {
    try {
      Connection taken = take();
      try {
        return work.with(taken);
      } finally {
        giveBack();
      }
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }

  /**
   * Takes the connection for statements that each are their own transaction; {@link #giveBack} must
   * follow on the same thread.
   */
  Connection take() throws SQLException {
    queue.enter(Urgency.QUEUE);
    try {
      return open();
    } catch (SQLException | RuntimeException | Error e) {
      queue.leave();
      throw e;
    }
  }

  void giveBack() {
    queue.leave();
  }

  private Connection open() throws SQLException {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
    if (connection == null || connection.isClosed()) {
      connection = database.openWriter();
    }
    return connection;
  }

  private void discard() {
    Connection broken = connection;
    connection = null;
    if (broken != null) {
      try {
        broken.close();
      } catch (SQLException e) {
        log.atDebug().setCause(e).log("closing a broken connection failed");
      }
    }
  }

  /** Lets whoever writes finish, then closes the connection. */
  @Override
  public void close() {
    queue.enter(Urgency.APPEND);
    try {
      closed = true;
      discard();
    } finally {
      queue.leave();
    }
  }
}
