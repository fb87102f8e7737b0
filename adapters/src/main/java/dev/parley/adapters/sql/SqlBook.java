package dev.parley.adapters.sql;

import dev.parley.model.RunId;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.LedgerRules.Book;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.LedgerRules.MinuteCharge;
import dev.parley.safety.LedgerRules.Outstanding;
import dev.parley.safety.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The ledger's tables as the rules read them, within the transaction that will reserve. */
record SqlBook(Connection connection) implements Book {

  private static final long MINUTE_MICROS = 60_000_000;

  @Override
  public long chargedMicros(RunId run) {
    return one(
        "select coalesce(sum(settled_micros + reserved_micros), 0) from ledger_totals"
            + " where scope = ?",
        statement -> statement.setString(1, new Scope.Run(run).key()),
        row -> row.getLong(1));
  }

  @Override
  public Charge chargedSince(long minute) {
    return one(
        "select coalesce(sum(micros), 0), coalesce(sum(tokens), 0) from ledger_minutes"
            + " where minute >= ?",
        statement -> statement.setLong(1, minute),
        row -> new Charge(row.getLong(1), row.getLong(2)));
  }

  @Override
  public List<MinuteCharge> chargesSince(long minute) {
    return all(
        "select minute, micros, tokens from ledger_minutes where minute >= ? order by minute",
        statement -> statement.setLong(1, minute),
        row -> new MinuteCharge(row.getLong(1), row.getLong(2), row.getLong(3)));
  }

  /** Whole minutes by their sums, the one the window begins in call by call. */
  @Override
  public long requestsAfter(Instant start) {
    long minute = LedgerRules.minute(start);
    return one(
        "select (select coalesce(sum(requests), 0) from ledger_minutes where minute > ?)"
            + " + (select count(*) from ledger where state <> 'released'"
            + " and reserved_at_micros > ? and reserved_at_micros < ?)",
        statement -> {
          statement.setLong(1, minute);
          statement.setLong(2, Micros.of(start));
          statement.setLong(3, (minute + 1) * MINUTE_MICROS);
        },
        row -> row.getLong(1));
  }

  @Override
  public Instant requestAfter(Instant start, long n) {
    return one(
        "select reserved_at_micros from ledger where state <> 'released'"
            + " and reserved_at_micros > ? order by reserved_at_micros limit 1 offset ?",
        statement -> {
          statement.setLong(1, Micros.of(start));
          statement.setLong(2, n - 1);
        },
        row -> Micros.instant(row.getLong(1)));
  }

  @Override
  public List<Outstanding> outstandingSince(Instant start) {
    return all(
        "select l.run, l.charged_micros, l.charged_tokens from ledger l"
            + " join streams s on s.run = l.run and s.stream = l.stream and s.epoch = l.epoch"
            + " where l.state = 'reserved' and l.reserved_at_micros > ?",
        statement -> statement.setLong(1, Micros.of(start)),
        row -> new Outstanding(new RunId(row.getString(1)), row.getLong(2), row.getLong(3)));
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T one(String query, Binding binding, RowReader<T> reader) {
    return all(query, binding, reader).getFirst();
  }

  private <T> List<T> all(String query, Binding binding, RowReader<T> reader) {
    try (var statement = connection.prepareStatement(query)) {
      binding.bind(statement);
      try (var rows = statement.executeQuery()) {
        var list = new ArrayList<T>();
        while (rows.next()) {
          list.add(reader.read(rows));
        }
        return list;
      }
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }
}
