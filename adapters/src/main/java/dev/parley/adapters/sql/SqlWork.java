package dev.parley.adapters.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Something done with a connection that somebody else opens and closes. */
@FunctionalInterface
interface SqlWork<T extends @org.jspecify.annotations.Nullable Object> {
  T with(Connection connection) throws SQLException;
}
