package dev.parley.adapters.dbscheduler;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands out the connection of a transaction that somebody else ends: closing, committing and
 * rolling back through it do nothing. So a job is kept if and only if the transaction is.
 */
final class JoinedConnections implements DataSource {

  private final Connection joined;

  JoinedConnections(Connection transaction) {
    this.joined =
        (Connection)
            Proxy.newProxyInstance(
                JoinedConnections.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) ->
                    switch (method.getName()) {
                      case "close", "commit", "rollback" -> null;
                      default -> {
                        try {
                          yield method.invoke(transaction, arguments);
                        } catch (InvocationTargetException e) {
                          throw e.getCause() == null ? e : e.getCause();
                        }
                      }
                    });
  }

  @Override
  public Connection getConnection() {
    return joined;
  }

  @Override
  public Connection getConnection(String user, String password) {
    return joined;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("no log writer");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("no login");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs through SLF4J");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
