package dev.parley.adapters.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What differs between the databases a store may live in. */
sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {

  /** A new connection in auto-commit mode, for writing. */
  Connection openWriter() throws SQLException;

  /** Begins a transaction and takes the right to write, before other processes. */
  void begin(Connection writer) throws SQLException;

  void commit(Connection writer) throws SQLException;

  void rollback(Connection writer) throws SQLException;

  /** Lends a read-only connection in auto-commit mode. */
  <T extends @Nullable Object> T read(SqlWork<T> work);

  /** For statements that are each their own transaction and must not wait behind appends. */
  DataSource queueConnections(Writer writer);

  /** Brings the tables to the newest version; harmless if another process does so meanwhile. */
  void migrate(Writer writer);

  /** What a failure means for the user; a bug stays a bug. */
  RuntimeException explain(SQLException failure);

  @Override
  void close();
}
