package dev.parley.adapters.sql;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Lends the process's one write connection to the job queue, ahead of appends. The borrower closes
 * it on the thread that asked for it; closing gives it back.
 */
final class QueueConnections implements DataSource {

  private final Writer writer;

  QueueConnections(Writer writer) {
    this.writer = writer;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = writer.take();
    var returned = new AtomicBoolean();
    return (Connection)
        Proxy.newProxyInstance(
            QueueConnections.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "close" -> {
                    if (!returned.getAndSet(true)) {
                      writer.giveBack();
                    }
                    yield null;
                  }
                  case "isClosed" -> returned.get();
                  default -> {
                    if (returned.get()) {
                      throw new SQLException("the connection was given back");
                    }
                    yield invoke(connection, method, arguments);
                  }
                });
  }

  private static @Nullable Object invoke(
      Connection connection, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(connection, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("one user only");
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
