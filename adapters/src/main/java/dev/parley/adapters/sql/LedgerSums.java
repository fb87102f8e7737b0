package dev.parley.adapters.sql;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rows of the ledger add up to, by scope and by minute: kept in step with them in the same
 * transactions, so that nothing that is asked often takes longer as a run grows.
 */
final class LedgerSums {

  private static final String PLUS_TOTALS =
      " on conflict (scope) do update set"
          + " settled_micros = ledger_totals.settled_micros + excluded.settled_micros,"
          + " reserved_micros = ledger_totals.reserved_micros + excluded.reserved_micros,"
          + " requests = ledger_totals.requests + excluded.requests,"
          + " input = ledger_totals.input + excluded.input,"
          + " output = ledger_totals.output + excluded.output,"
          + " cache_write = ledger_totals.cache_write + excluded.cache_write,"
          + " cache_read = ledger_totals.cache_read + excluded.cache_read";
  private static final String PLUS_MINUTES =
      " on conflict (minute) do update set"
          + " micros = ledger_minutes.micros + excluded.micros,"
          + " tokens = ledger_minutes.tokens + excluded.tokens,"
          + " settled_micros = ledger_minutes.settled_micros + excluded.settled_micros,"
          + " requests = ledger_minutes.requests + excluded.requests,"
          + " input = ledger_minutes.input + excluded.input,"
          + " output = ledger_minutes.output + excluded.output,"
          + " cache_write = ledger_minutes.cache_write + excluded.cache_write,"
          + " cache_read = ledger_minutes.cache_read + excluded.cache_read";
  private static final String TOTAL =
      "select settled_micros, reserved_micros, requests, input, output, cache_write, cache_read"
          + " from ledger_totals where scope = ?";
  private static final String WINDOW =
      "select coalesce(sum(settled_micros), 0), coalesce(sum(micros - settled_micros), 0),"
          + " coalesce(sum(requests), 0), coalesce(sum(input), 0), coalesce(sum(output), 0),"
          + " coalesce(sum(cache_write), 0), coalesce(sum(cache_read), 0)"
          + " from ledger_minutes where minute >= ?";

  private static final Spend NOTHING = new Spend(Money.ZERO, Money.ZERO, 0, TokenUsage.NONE);

  /** How sums change. Any part may be negative. */
  record Change(long settled, long reserved, long tokens, long requests, TokenUsage usage) {

    Change plus(Change other) {
      return new Change(
          settled + other.settled,
          reserved + other.reserved,
          tokens + other.tokens,
          requests + other.requests,
          usage.plus(other.usage));
    }

    Change withoutRequests() {
      return new Change(settled, reserved, tokens, 0, usage);
    }
  }

  private final Connection connection;

  LedgerSums(Connection connection) {
    this.connection = connection;
  }

  /** Adds to every scope. */
  void add(List<Scope.Standing> scopes, Change change) throws SQLException {
    String sql =
        "insert into ledger_totals (scope, settled_micros, reserved_micros, requests, input,"
            + " output, cache_write, cache_read) values "
            + String.join(", ", Collections.nCopies(scopes.size(), "(?, ?, ?, ?, ?, ?, ?, ?)"))
            + PLUS_TOTALS;
    try (var statement = connection.prepareStatement(sql)) {
      int at = 1;
      for (Scope.Standing scope : scopes) {
        statement.setString(at++, scope.key());
        statement.setLong(at++, change.settled());
        statement.setLong(at++, change.reserved());
        statement.setLong(at++, change.requests());
        at = bind(statement, at, change.usage());
      }
      statement.executeUpdate();
    }
  }

  /** Adds to minutes; several changes of one minute must have been added up. */
  void add(Map<Long, Change> minutes) throws SQLException {
    String sql =
        "insert into ledger_minutes (minute, micros, tokens, settled_micros, requests, input,"
            + " output, cache_write, cache_read) values "
            + String.join(", ", Collections.nCopies(minutes.size(), "(?, ?, ?, ?, ?, ?, ?, ?, ?)"))
            + PLUS_MINUTES;
    try (var statement = connection.prepareStatement(sql)) {
      int at = 1;
      for (var entry : new TreeMap<>(minutes).entrySet()) {
        Change change = entry.getValue();
        statement.setLong(at++, entry.getKey());
        statement.setLong(at++, change.settled() + change.reserved());
        statement.setLong(at++, change.tokens());
        statement.setLong(at++, change.settled());
        statement.setLong(at++, change.requests());
        at = bind(statement, at, change.usage());
      }
      statement.executeUpdate();
    }
  }

  private static int bind(PreparedStatement statement, int from, TokenUsage usage)
      throws SQLException {
    statement.setLong(from, usage.input());
    statement.setLong(from + 1, usage.output());
    statement.setLong(from + 2, usage.cacheWrite());
    statement.setLong(from + 3, usage.cacheRead());
    return from + 4;
  }

  Spend of(Scope scope, Instant now) throws SQLException {
    return switch (scope) {
      case Scope.Standing standing -> total(standing);
      case Scope.LastHour() -> {
        Instant start = LedgerRules.hourBefore(now);
        long requests = new SqlBook(connection).requestsAfter(start);
        Spend spend = window(LedgerRules.minute(start));
        yield new Spend(spend.settled(), spend.reserved(), requests, spend.usage());
      }
      case Scope.LastDay() -> window(LedgerRules.firstMinuteOfDay(now));
    };
  }

  private Spend total(Scope.Standing scope) throws SQLException {
    try (var statement = connection.prepareStatement(TOTAL)) {
      statement.setString(1, scope.key());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? spend(rows) : NOTHING;
      }
    }
  }

  private Spend window(long firstMinute) throws SQLException {
    try (var statement = connection.prepareStatement(WINDOW)) {
      statement.setLong(1, firstMinute);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return spend(rows);
      }
    }
  }

  private static Spend spend(ResultSet row) throws SQLException {
    return new Spend(
        new Money(row.getLong(1)),
        new Money(row.getLong(2)),
        row.getLong(3),
        new TokenUsage(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7)));
  }
}
