package dev.parley.adapters.sql;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database's tables to the version this program knows. Flyway needs over a second to find
 * that there is nothing to do, so it is asked only when its own history says that there is.
 *
 * @param dialect folder of the migrations beside this class
 */
record Schema(String dialect, String url, String user, String password) {

  /** The version of the newest migration; a test holds it against the folder. */
  static final int NEWEST = 1;

  /**
   * Whether there is nothing to do.
   *
   * @throws dev.parley.model.ProblemException STORE_UNUSABLE if the schema is newer than this
   *     program
   */
  boolean isCurrent(Writer writer) {
    int version = writer.use(Schema::version);
    if (version > NEWEST) {
      throw new Problem(
              Code.STORE_UNUSABLE,
              "the store was written by a newer Parley: it has schema "
                  + version
                  + ", this program knows "
                  + NEWEST,
              "Update Parley, or set PARLEY_HOME to another folder.")
          .raise();
    }
    return version == NEWEST;
  }

  /** Looks again, since another process may have migrated meanwhile. */
  void migrate(Writer writer, Database database) {
    if (!isCurrent(writer)) {
      runMigrations(database);
    }
  }

  private void runMigrations(Database database) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(url, user, password)
          .locations("classpath:dev/parley/adapters/sql/" + dialect)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof SQLException failure) {
          throw database.explain(failure);
        }
      }
      throw e;
    }
  }

  /** The newest migration that was applied; 0 in an empty database. */
  static int version(Connection connection) throws SQLException {
    try (var tables =
        connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
      if (!tables.next()) {
        return 0;
      }
    }
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select version from flyway_schema_history"
                    + " where success and version is not null"
                    + " order by installed_rank desc limit 1")) {
      return rows.next() ? Integer.parseInt(rows.getString(1)) : 0;
    }
  }
}
