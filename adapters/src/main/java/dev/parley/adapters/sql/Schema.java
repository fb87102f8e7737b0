package dev.parley.adapters.sql;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database's tables to the version this program knows. Flyway needs over a second to find
 * that there is nothing to do, so it is asked only when its own history says that there is.
 *
 * @param dialect folder of the migrations beside this class
 */
record Schema(String dialect, String url, String user, String password) {

  /** The versions of all migrations; a test holds them against the folder. */
  static final SortedSet<Integer> VERSIONS = new TreeSet<>(Set.of(1, 2, 3, 4, 5));

  /**
   * Whether there is nothing to do.
   *
   * @throws dev.parley.model.ProblemException STORE_UNUSABLE if the schema is newer than this
   *     program
   */
  boolean isCurrent(Writer writer) {
    var applied = writer.use(Schema::versions);
    if (!applied.isEmpty() && applied.last() > VERSIONS.last()) {
      throw new Problem(
              Code.STORE_UNUSABLE,
              "the store was written by a newer Parley: it has schema "
                  + applied.last()
                  + ", this program knows "
                  + VERSIONS.last(),
              "Update Parley, or set PARLEY_HOME to another folder.")
          .raise();
    }
    return applied.containsAll(VERSIONS);
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
          .outOfOrder(true)
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

  /** The migrations that were applied, in whatever order; none in an empty database. */
  static SortedSet<Integer> versions(Connection connection) throws SQLException {
    var versions = new TreeSet<Integer>();
    try (var tables =
        connection.getMetaData().getTables(null, null, "flyway_schema_history", null)) {
      if (!tables.next()) {
        return versions;
      }
    }
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select version from flyway_schema_history"
                    + " where success and version is not null")) {
      while (rows.next()) {
        versions.add(Integer.parseInt(rows.getString(1)));
      }
      return versions;
    }
  }
}
