package dev.parley.adapters.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL that several machines may share. Whoever writes holds one advisory lock until the
 * commit: positions are taken from a sequence, and without the lock a reader could see a later one
 * before an earlier one.
 */
final class PostgresDatabase implements Database {

  /** "parley" in ASCII. Every process on the database must take the same. */
  private static final long WRITE_LOCK = 0x7061726c6579L;

  private static final int READERS = 8;
  private static final int QUEUE_CONNECTIONS = 4;
  private static final long CONNECTION_TIMEOUT_MS = 10_000;

  private final PostgresAddress address;
  private final HikariDataSource readers;
  private final HikariDataSource queue;

  PostgresDatabase(PostgresAddress address) {
    this.address = address;
    this.readers = pool("parley-read", READERS, true);
    this.queue = pool("parley-queue", QUEUE_CONNECTIONS, false);
  }

  /** Connections are made when first needed, so that a wrong address is found by who uses it. */
  private HikariDataSource pool(String name, int most, boolean readOnly) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(address.url());
    config.setDataSourceProperties(properties());
    config.setMaximumPoolSize(most);
    config.setMinimumIdle(0);
    config.setReadOnly(readOnly);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MS);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  private Properties properties() {
    Properties properties = address.login();
    properties.setProperty("ApplicationName", "parley");
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("socketTimeout", "60");
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  @Override
  public Connection openWriter() throws SQLException {
    Connection writer = DriverManager.getConnection(address.url(), properties());
    try (var statement = writer.createStatement()) {
      // A process that is stopped in the middle of a transaction must not stop all others.
      statement.execute("set idle_in_transaction_session_timeout = '30s'");
      statement.execute("set lock_timeout = '45s'");
      return writer;
    } catch (SQLException e) {
      writer.close();
      throw e;
    }
  }

  @Override
  public void begin(Connection writer) throws SQLException {
    writer.setAutoCommit(false);
    try (var statement = writer.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, WRITE_LOCK);
      statement.execute();
    }
  }

  @Override
  public void commit(Connection writer) throws SQLException {
    writer.commit();
    writer.setAutoCommit(true);
  }

  @Override
  public void rollback(Connection writer) throws SQLException {
    if (!writer.getAutoCommit()) {
      writer.rollback();
      writer.setAutoCommit(true);
    }
  }

  @Override
  public <T extends @Nullable Object> T read(SqlWork<T> work) {
    try (var connection = readers.getConnection()) {
      return work.with(connection);
    } catch (SQLException e) {
      throw explain(e);
    }
  }

  @Override
  public DataSource queueConnections(Writer writer) {
    return queue;
  }

  /** Flyway takes a lock of its own here. */
  @Override
  public void migrate(Writer writer) {
    var schema =
        new Schema(
            "postgresql",
            address.url(),
            address.login().getProperty("user", ""),
            address.login().getProperty("password", ""));
    if (!schema.isCurrent(writer)) {
      schema.migrate(writer, this);
    }
  }

  @Override
  public RuntimeException explain(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.startsWith("53100")) {
      return problem(Code.DISK_FULL, "no room for the store", "Free disk space there.", failure);
    }
    if (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53")) {
      String remedy = "Start the database or correct PARLEY_DB_URL, then run the command again.";
      return problem(Code.STORE_UNUSABLE, "the database cannot be reached", remedy, failure);
    }
    if (state.startsWith("28") || state.startsWith("3D") || state.equals("42501")) {
      String remedy = "Correct user, password and database in PARLEY_DB_URL.";
      return problem(Code.STORE_UNUSABLE, "the database refuses us", remedy, failure);
    }
    if (state.equals("55P03") || state.equals("25P03")) {
      String remedy = "Look for a stuck process in pg_stat_activity.";
      return problem(
          Code.STORE_UNUSABLE, "another process keeps the store locked", remedy, failure);
    }
    return new IllegalStateException("store " + address + ": " + failure.getMessage(), failure);
  }

  private ProblemException problem(Code code, String what, String remedy, SQLException failure) {
    String message = what + ": " + address + " (" + failure.getMessage() + ")";
    return new ProblemException(new Problem(code, message, remedy), failure);
  }

  @Override
  public void close() {
    readers.close();
    queue.close();
  }
}
