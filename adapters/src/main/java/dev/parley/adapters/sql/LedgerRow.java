package dev.parley.adapters.sql;

import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Ask;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.Scope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One call's row in table {@code ledger}.
 *
 * @param minute its charge is counted in
 */
record LedgerRow(
    String requestId,
    State state,
    List<Scope.Standing> scopes,
    Charge reserved,
    Charge charge,
    Instant reservedAt,
    long minute) {

  enum State {
    RESERVED,
    SETTLED,
    RELEASED
  }

  private static final String INSERT =
      "insert into ledger (request_id, run, stream, epoch, model, state, reserved_micros,"
          + " reserved_tokens, charged_micros, charged_tokens, reserved_at_micros, charged_minute,"
          + " meeting, task, attempt) values (?, ?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String SETTLE =
      "update ledger set state = 'settled', charged_micros = ?, charged_tokens = ?,"
          + " charged_minute = ?, input = ?, output = ?, cache_write = ?, cache_read = ?"
          + " where request_id = ?";
  private static final String RELEASE =
      "update ledger set state = 'released', charged_micros = 0, charged_tokens = 0"
          + " where request_id = ?";
  private static final String FIND =
      "select state, reserved_micros, reserved_tokens, charged_micros, charged_tokens,"
          + " reserved_at_micros, charged_minute, run, model, task, attempt"
          + " from ledger where request_id = ?";

  /** A call just reserved. */
  static LedgerRow of(Ask ask, Instant now) {
    var charge = new Charge(ask.upperBound().micros(), ask.tokensUpperBound());
    return new LedgerRow(
        ask.requestId(),
        State.RESERVED,
        Scope.of(ask),
        charge,
        charge,
        now,
        LedgerRules.minute(now));
  }

  static Optional<LedgerRow> find(Connection connection, String requestId) throws SQLException {
    try (var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, requestId);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(read(requestId, rows)) : Optional.empty();
      }
    }
  }

  private static LedgerRow read(String requestId, ResultSet row) throws SQLException {
    return new LedgerRow(
        requestId,
        switch (row.getString(1)) {
          case "reserved" -> State.RESERVED;
          case "settled" -> State.SETTLED;
          default -> State.RELEASED;
        },
        scopes(row),
        new Charge(row.getLong(2), row.getLong(3)),
        new Charge(row.getLong(4), row.getLong(5)),
        Micros.instant(row.getLong(6)),
        row.getLong(7));
  }

  private static List<Scope.Standing> scopes(ResultSet row) throws SQLException {
    var run = new RunId(row.getString(8));
    var task = Optional.ofNullable(row.getString(10)).map(TaskId::new);
    int number = row.getInt(11);
    var attempt = task.map(id -> new AttemptId(run, id, number));
    return Scope.of(run, ModelName.parse(row.getString(9)), attempt);
  }

  void insert(Connection connection, Ask ask) throws SQLException {
    var context = ask.context();
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, requestId);
      statement.setString(2, context.run().value());
      statement.setString(3, ask.fence().stream().name());
      statement.setLong(4, ask.fence().epoch());
      statement.setString(5, ask.model().toString());
      statement.setLong(6, reserved.micros());
      statement.setLong(7, reserved.tokens());
      statement.setLong(8, charge.micros());
      statement.setLong(9, charge.tokens());
      statement.setLong(10, Micros.of(reservedAt));
      statement.setLong(11, minute);
      statement.setString(12, Scope.meetingOf(context.run()).id());
      statement.setString(13, context.attempt().map(a -> a.task().value()).orElse(null));
      if (context.attempt().isPresent()) {
        statement.setInt(14, context.attempt().get().number());
      } else {
        statement.setNull(14, Types.INTEGER);
      }
      statement.executeUpdate();
    }
  }

  /** The row as it is once settled; keeps it so. */
  LedgerRow settle(Connection connection, Charge cost, long atMinute, TokenUsage usage)
      throws SQLException {
    try (var statement = connection.prepareStatement(SETTLE)) {
      statement.setLong(1, cost.micros());
      statement.setLong(2, cost.tokens());
      statement.setLong(3, atMinute);
      statement.setLong(4, usage.input());
      statement.setLong(5, usage.output());
      statement.setLong(6, usage.cacheWrite());
      statement.setLong(7, usage.cacheRead());
      statement.setString(8, requestId);
      statement.executeUpdate();
    }
    return new LedgerRow(requestId, State.SETTLED, scopes, reserved, cost, reservedAt, atMinute);
  }

  void release(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(RELEASE)) {
      statement.setString(1, requestId);
      statement.executeUpdate();
    }
  }
}
