package dev.parley.adapters.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Units of work that share one transaction of the database, and so one wait for the disk. Each
 * keeps its effects or none; all are kept or none once it is committed. Used by whoever's turn it
 * is to write, except for {@link #await}.
 */
final class CommitGroup {

  /** How many may share a commit. */
  private static final int MOST = 64;

  private final Connection connection;
  private final Duration longest;
  private final long startNanos = System.nanoTime();
  private final CountDownLatch over = new CountDownLatch(1);
  private int members;
  private @Nullable SQLException failure;

  /**
   * @param connection in whose open transaction everything happens
   * @param longest after which nobody joins any more
   */
  CommitGroup(Connection connection, Duration longest) {
    this.connection = connection;
    this.longest = longest;
  }

  Connection connection() {
    return connection;
  }

  void join() {
    members++;
  }

  boolean isEmpty() {
    return members == 0;
  }

  /** Whether one more may join. */
  boolean hasRoom() {
    return members < MOST && System.nanoTime() - startNanos < longest.toNanos();
  }

  boolean isOver() {
    return over.getCount() == 0;
  }

  void committed() {
    over.countDown();
  }

  /** Nothing of it is kept. */
  void failed(SQLException cause) {
    failure = cause;
    over.countDown();
  }

  /**
   * Returns once everything is on disk; an interrupt does not cut the wait short.
   *
   * @throws SQLException if nothing is kept
   */
  void await() throws SQLException {
    boolean interrupted = false;
    while (true) {
      try {
        over.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    SQLException cause = failure;
    if (cause != null) {
      throw cause;
    }
  }
}
