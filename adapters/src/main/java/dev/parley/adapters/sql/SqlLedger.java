package dev.parley.adapters.sql;

import dev.parley.event.Fence;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.Limits;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * The ledger in table {@code ledger}, one row a call, with the sums of each minute kept beside it
 * in the same transaction. A call whose process died keeps its row as it is: charged at what was
 * reserved.
 */
final class SqlLedger implements Ledger {

  private static final String INSERT =
      "insert into ledger (request_id, run, stream, epoch, model, state, reserved_micros,"
          + " reserved_tokens, charged_micros, charged_tokens, reserved_at_micros, charged_minute)"
          + " values (?, ?, ?, ?, ?, 'reserved', ?, ?, ?, ?, ?, ?)";
  private static final String SETTLE =
      "update ledger set state = 'settled', charged_micros = ?, charged_tokens = ?,"
          + " charged_minute = ?, input = ?, output = ?, cache_write = ?, cache_read = ?"
          + " where request_id = ?";
  private static final String RELEASE =
      "update ledger set state = 'released', charged_micros = 0, charged_tokens = 0"
          + " where request_id = ?";
  private static final String ADD_TO_MINUTE =
      "insert into ledger_minutes (minute, micros, tokens) values (?, ?, ?)"
          + " on conflict (minute) do update set micros = ledger_minutes.micros + excluded.micros,"
          + " tokens = ledger_minutes.tokens + excluded.tokens";
  private static final String SPEND =
      "select coalesce(sum(case when state = 'settled' then charged_micros end), 0),"
          + " coalesce(sum(case when state = 'reserved' then charged_micros end), 0),"
          + " coalesce(sum(case when state <> 'released' then 1 end), 0),"
          + " coalesce(sum(input), 0), coalesce(sum(output), 0), coalesce(sum(cache_write), 0),"
          + " coalesce(sum(cache_read), 0)"
          + " from ledger where run = ?";

  private final Database database;
  private final Writer writer;

  SqlLedger(Database database, Writer writer) {
    this.database = database;
    this.writer = writer;
  }

  private record Row(String state, Charge reserved, Charge charge, long minute) {}

  @Override
  public Answer reserve(Ask ask, Limits limits, Instant now) {
    return transact(connection -> {
      Streams.check(connection, ask.fence());
      if (row(connection, ask.requestId()).isPresent()) {
        return new Answer.Reserved(ask.requestId());
      }
      Answer answer = LedgerRules.decide(ask, limits, now, new SqlBook(connection));
      if (answer instanceof Answer.Reserved) {
        insert(connection, ask, now);
      }
      return answer;
    });
  }

  private static void insert(Connection connection, Ask ask, Instant now) throws SQLException {
    Fence fence = ask.fence();
    long minute = LedgerRules.minute(now);
    var charge = new Charge(ask.upperBound().micros(), ask.tokensUpperBound());
    try (var statement = connection.prepareStatement(INSERT)) {
      statement.setString(1, ask.requestId());
      statement.setString(2, ask.context().run().value());
      statement.setString(3, fence.stream().name());
      statement.setLong(4, fence.epoch());
      statement.setString(5, ask.model().toString());
      statement.setLong(6, charge.micros());
      statement.setLong(7, charge.tokens());
      statement.setLong(8, charge.micros());
      statement.setLong(9, charge.tokens());
      statement.setLong(10, Micros.of(now));
      statement.setLong(11, minute);
      statement.executeUpdate();
    }
    addToMinute(connection, minute, charge.micros(), charge.tokens());
  }

  @Override
  public void settle(
      String requestId, Optional<TokenUsage> usage, Optional<Money> cost, Instant now) {
    transact(connection -> {
      Row row =
          row(connection, requestId)
              .orElseThrow(() -> new IllegalArgumentException("never reserved: " + requestId));
      if (!row.state().equals("settled")) {
        var charge =
            new Charge(
                cost.map(Money::micros).orElse(row.reserved().micros()),
                usage.map(TokenUsage::limited).orElse(row.reserved().tokens()));
        settle(connection, requestId, row, charge, usage, now);
      }
      return row;
    });
  }

  private static void settle(
      Connection connection,
      String requestId,
      Row row,
      Charge charge,
      Optional<TokenUsage> usage,
      Instant now)
      throws SQLException {
    long minute = Math.max(row.minute(), LedgerRules.minute(now));
    TokenUsage tokens = usage.orElse(TokenUsage.NONE);
    try (var statement = connection.prepareStatement(SETTLE)) {
      statement.setLong(1, charge.micros());
      statement.setLong(2, charge.tokens());
      statement.setLong(3, minute);
      statement.setLong(4, tokens.input());
      statement.setLong(5, tokens.output());
      statement.setLong(6, tokens.cacheWrite());
      statement.setLong(7, tokens.cacheRead());
      statement.setString(8, requestId);
      statement.executeUpdate();
    }
    addToMinute(connection, row.minute(), -row.charge().micros(), -row.charge().tokens());
    addToMinute(connection, minute, charge.micros(), charge.tokens());
  }

  @Override
  public void release(String requestId) {
    transact(connection -> {
      Optional<Row> row = row(connection, requestId);
      if (row.isPresent() && row.get().state().equals("reserved")) {
        try (var statement = connection.prepareStatement(RELEASE)) {
          statement.setString(1, requestId);
          statement.executeUpdate();
        }
        Charge charge = row.get().charge();
        addToMinute(connection, row.get().minute(), -charge.micros(), -charge.tokens());
      }
      return requestId;
    });
  }

  private static Optional<Row> row(Connection connection, String requestId) throws SQLException {
    String query =
        "select state, reserved_micros, reserved_tokens, charged_micros, charged_tokens,"
            + " charged_minute from ledger where request_id = ?";
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, requestId);
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Row(
                    rows.getString(1),
                    new Charge(rows.getLong(2), rows.getLong(3)),
                    new Charge(rows.getLong(4), rows.getLong(5)),
                    rows.getLong(6)))
            : Optional.empty();
      }
    }
  }

  private static void addToMinute(Connection connection, long minute, long micros, long tokens)
      throws SQLException {
    try (var statement = connection.prepareStatement(ADD_TO_MINUTE)) {
      statement.setLong(1, minute);
      statement.setLong(2, micros);
      statement.setLong(3, tokens);
      statement.executeUpdate();
    }
  }

  @Override
  public Spend spendOf(RunId run) {
    return database.read(connection -> {
      try (var statement = connection.prepareStatement(SPEND)) {
        statement.setString(1, run.value());
        try (var rows = statement.executeQuery()) {
          rows.next();
          return new Spend(
              new Money(rows.getLong(1)),
              new Money(rows.getLong(2)),
              rows.getLong(3),
              new TokenUsage(rows.getLong(4), rows.getLong(5), rows.getLong(6), rows.getLong(7)));
        }
      }
    });
  }

  private <T> T transact(SqlWork<T> work) {
    return writer.transact(connection -> {
      try {
        return work.with(connection);
      } catch (UncheckedSqlException e) {
        throw e.sqlException();
      }
    });
  }
}
