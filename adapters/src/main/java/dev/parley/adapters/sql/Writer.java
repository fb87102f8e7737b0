package dev.parley.adapters.sql;

import dev.parley.adapters.sql.WriteQueue.Urgency;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection this process writes through. SQLite admits one writer at a time and lets the
 * others poll for the lock; waiting in a fair queue of our own instead means nobody starves, and
 * those who wait can share a commit: waiting for the disk is nearly all that a small transaction
 * takes. A connection that broke is opened again by the next writer.
 */
final class Writer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  /** How long others on the same database may be kept waiting for the lock. */
  private static final Duration LONGEST_GROUP = Duration.ofMillis(20);

  private final Database database;
  private final Duration longestGroup;
  private final WriteQueue queue = new WriteQueue();
  private @Nullable Connection connection;
  private @Nullable CommitGroup group;
  private boolean closed;

  Writer(Database database) {
    this(database, LONGEST_GROUP);
  }

  Writer(Database database, Duration longestGroup) {
    this.database = database;
    this.longestGroup = longestGroup;
  }

  /**
   * Runs the work as one transaction: on disk when it returns, undone when it throws. Whoever waits
   * to write meanwhile does so in the same transaction of the database, behind a savepoint of its
   * own, and all wait for the disk together. Nobody waits for others to come.
   */
  <T extends @Nullable Object> T transact(SqlWork<T> work) {
    try {
      return inGroup(work);
    } catch (SQLException e) {
      throw database.explain(e);
    }
  }

  private <T extends @Nullable Object> T inGroup(SqlWork<T> work) throws SQLException {
    queue.enter(Urgency.APPEND);
    CommitGroup mine;
    Attempt<T> attempt;
    boolean passedOn = false;
    try {
      mine = join();
      attempt = attempt(mine, work);
      passedOn = !mine.isOver() && mine.hasRoom() && queue.passOn();
      if (!passedOn) {
        finish();
      }
    } finally {
      if (!passedOn) {
        queue.leave();
      }
    }
    mine.await();
    return attempt.result();
  }

  /** What a unit of work came to. It saw what others of its group did, so it is told with them. */
  private record Attempt<T extends @Nullable Object>(T value, @Nullable Throwable failure) {

    T result() throws SQLException {
      return switch (failure) {
        case null -> value;
        case SQLException e -> throw e;
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      };
    }
  }

  private CommitGroup join() throws SQLException {
    if (group == null) {
      Connection writer = open();
      database.begin(writer);
      group = new CommitGroup(writer, longestGroup);
    }
    return group;
  }

  @SuppressWarnings("NullAway") // a failed attempt has no value
  private <T extends @Nullable Object> Attempt<T> attempt(CommitGroup mine, SqlWork<T> work)
      throws SQLException {
    Connection writer = mine.connection();
    boolean first = mine.isEmpty();
    mine.join();
    try {
      if (!first) {
        execute(writer, "savepoint member");
      }
      T value = work.with(writer);
      if (!first) {
        execute(writer, "release savepoint member");
      }
      return new Attempt<>(value, null);
    } catch (SQLException | RuntimeException | Error e) {
      if (first) {
        giveUp(new SQLException("never thrown: its only member failed"));
        throw e;
      }
      undo(writer, e);
      return new Attempt<>(null, e);
    }
  }

  /** Undoes one member; if the database has undone all of them already, they all have failed. */
  private void undo(Connection writer, Throwable cause) {
    try {
      execute(writer, "rollback to savepoint member");
      execute(writer, "release savepoint member");
    } catch (SQLException e) {
      giveUp(cause instanceof SQLException original ? original : e);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Commits what is open, if anything, and tells its members. */
  private void finish() {
    CommitGroup finished = group;
    if (finished == null) {
      return;
    }
    try {
      database.commit(finished.connection());
      group = null;
      finished.committed();
    } catch (SQLException e) {
      giveUp(e);
    } catch (RuntimeException | Error e) {
      giveUp(new SQLException("the commit failed: " + e.getMessage(), e));
      throw e;
    }
  }

  private void giveUp(SQLException cause) {
    CommitGroup failed = group;
    group = null;
    if (failed != null) {
      rollback(failed.connection());
      failed.failed(cause);
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

  /** How many wait to write. */
  int waiting() {
    return queue.waiting();
  }

  /** Lets whoever writes finish, then closes the connection. */
  @Override
  public void close() {
    queue.enter(Urgency.APPEND);
    try {
      finish();
      closed = true;
      discard();
    } finally {
      queue.leave();
    }
  }
}
