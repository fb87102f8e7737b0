package dev.parley.adapters.sql;

import java.sql.SQLException;

/** Carries a failing statement through a port whose methods declare none. */
final class UncheckedSqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final SQLException failure;

  UncheckedSqlException(SQLException failure) {
    super(failure);
    this.failure = failure;
  }

  SQLException sqlException() {
    return failure;
  }
}
