package dev.parley.adapters.sql;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** One file beside the user's other state. Write-ahead log; a commit is on disk when it returns. */
final class SqliteDatabase implements Database {

  private static final Logger log = LoggerFactory.getLogger(SqliteDatabase.class);

  /** Below the queue's heartbeat, so that a wait for another process costs none. */
  private static final Duration BUSY_TIMEOUT = Duration.ofMillis(700);

  /** How long other processes may keep the lock before the store counts as unusable. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

  private static final int READERS = 4;

  /** Flyway takes no lock on SQLite; this is the one within the process. */
  private static final ReentrantLock CREATION = new ReentrantLock();

  private static final String BUSY = "pragma busy_timeout = ";

  /** How long the driver itself waits for another process's lock, looking every 1 to 2 ms. */
  private static final Duration POLL = Duration.ofMillis(3);

  private static final Duration GAP = Duration.ofMillis(2);
  private static final Duration LONGEST_WITHOUT_GAP = Duration.ofMillis(40);

  private final Path file;
  private final ReadConnections readers;

  /** Guarded by the writer's queue, like all that writes. */
  private long lastCommitNanos = System.nanoTime();

  private long busySinceNanos = System.nanoTime();

  SqliteDatabase(Path file) {
    this.file = file;
    this.readers = new ReadConnections(READERS, this::openReader);
  }

  /** Tried again while another process is busy making the file. */
  @Override
  public Connection openWriter() throws SQLException {
    return patiently(this::openOnce);
  }

  private Connection openOnce() throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
    return config.createConnection(url());
  }

  private Connection openReader() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    config.setBusyTimeout(Math.toIntExact(BUSY_TIMEOUT.toMillis()));
    return config.createConnection(url());
  }

  private String url() {
    return "jdbc:sqlite:" + file;
  }

  /**
   * Begun in words because the driver's own commit begins the next transaction at once and so would
   * keep the lock.
   */
  @Override
  public void begin(Connection writer) throws SQLException {
    leaveOthersAGap();
    execute(writer, BUSY + POLL.toMillis());
    try {
      patiently(() -> {
        execute(writer, "begin immediate");
        return writer;
      });
    } finally {
      execute(writer, BUSY + BUSY_TIMEOUT.toMillis());
    }
  }

  /**
   * SQLite's lock knows no queue: whoever asks for it at the right moment has it. A process that
   * writes without a pause would keep all others out, so it makes one now and then, longer than
   * others sleep between two looks.
   */
  private void leaveOthersAGap() {
    long now = System.nanoTime();
    boolean paused = now - lastCommitNanos > GAP.toNanos();
    if (paused) {
      busySinceNanos = now;
    } else if (now - busySinceNanos > LONGEST_WITHOUT_GAP.toNanos()) {
      LockSupport.parkNanos(GAP.toNanos());
      busySinceNanos = System.nanoTime();
    }
  }

  /** Tries until other processes let the lock go, for as long as {@link #LOCK_TIMEOUT}. */
  private static Connection patiently(ReadConnections.Opener step) throws SQLException {
    long deadline = System.nanoTime() + LOCK_TIMEOUT.toNanos();
    while (true) {
      try {
        return step.open();
      } catch (SQLException e) {
        if (primaryCode(e) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > deadline) {
          throw e;
        }
        log.atDebug().log("another process writes, waiting");
      }
    }
  }

  @Override
  public void commit(Connection writer) throws SQLException {
    execute(writer, "commit");
    lastCommitNanos = System.nanoTime();
  }

  @Override
  public void rollback(Connection writer) throws SQLException {
    execute(writer, "rollback");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public <T extends @Nullable Object> T read(SqlWork<T> work) {
    try {
      return readers.read(work);
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  @Override
  public DataSource queueConnections(Writer writer) {
    return new QueueConnections(writer);
  }

  @Override
  public void migrate(Writer writer) {
    var schema = new Schema("sqlite", url(), "", "");
    if (schema.isCurrent(writer)) {
      return;
    }
    Path lock = file.resolveSibling(file.getFileName() + ".create-lock");
    CREATION.lock();
    try (var channel = FileChannel.open(lock, CREATE, WRITE);
        var _ = channel.lock()) {
      schema.migrate(writer, this);
    } catch (IOException e) {
      String remedy = "Make the folder writable, or set PARLEY_HOME to another one.";
      throw new ProblemException(
          new Problem(Code.STORE_UNUSABLE, "cannot lock " + lock + ": " + e.getMessage(), remedy),
          e);
    } finally {
      CREATION.unlock();
    }
  }

  @Override
  public RuntimeException explain(SQLException failure) {
    int code = primaryCode(failure);
    String reason = String.valueOf(failure.getMessage());
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return problem(Code.DISK_FULL, "no room for the store", "Free disk space.", failure);
    }
    if (code == SQLiteErrorCode.SQLITE_CORRUPT.code || code == SQLiteErrorCode.SQLITE_NOTADB.code) {
      String remedy =
          "Restore it from a backup, or move it away together with its -wal and -shm files;"
              + " Parley then starts an empty one.";
      return problem(Code.STORE_UNUSABLE, "the store is damaged", remedy, failure);
    }
    if (code == SQLiteErrorCode.SQLITE_BUSY.code) {
      String remedy = "Look for a stuck process: fuser " + file;
      return problem(
          Code.STORE_UNUSABLE, "another process keeps the store locked", remedy, failure);
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY.code
        || code == SQLiteErrorCode.SQLITE_CANTOPEN.code
        || code == SQLiteErrorCode.SQLITE_PERM.code
        || code == SQLiteErrorCode.SQLITE_IOERR.code) {
      String remedy = "Make the file and its folder writable, or set PARLEY_HOME to another one.";
      return problem(Code.STORE_UNUSABLE, "the store cannot be read or written", remedy, failure);
    }
    return new IllegalStateException("store " + file + ": " + reason, failure);
  }

  private ProblemException problem(Code code, String what, String remedy, SQLException failure) {
    String message = what + ": " + file + " (" + failure.getMessage() + ")";
    return new ProblemException(new Problem(code, message, remedy), failure);
  }

  /** SQLite's result code without the details in its upper bits; 0 if it is another's failure. */
  private static int primaryCode(SQLException failure) {
    return failure instanceof SQLiteException e ? e.getResultCode().code & 0xff : 0;
  }

  @Override
  public void close() {
    readers.close();
  }
}
