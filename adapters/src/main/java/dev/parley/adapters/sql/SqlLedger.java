package dev.parley.adapters.sql;

import dev.parley.adapters.sql.LedgerRow.State;
import dev.parley.adapters.sql.LedgerSums.Change;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.LedgerRules;
import dev.parley.safety.LedgerRules.Charge;
import dev.parley.safety.LedgerTime;
import dev.parley.safety.Limits;
import dev.parley.safety.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger in table {@code ledger}, one row a call, with the sums of each scope and minute kept
 * beside it in the same transaction. A call whose process died keeps its row as it is: charged at
 * what was reserved.
 */
final class SqlLedger implements Ledger {

  private final Database database;
  private final Writer writer;
  private final StoredTime time;

  SqlLedger(Database database, Writer writer, LedgerTime time) {
    this.database = database;
    this.writer = writer;
    this.time = new StoredTime(time);
  }

  @Override
  public Answer reserve(Ask ask, Limits limits) {
    return transact(connection -> {
      Streams.check(connection, ask.fence());
      if (LedgerRow.find(connection, ask.requestId()).isPresent()) {
        return new Answer.Reserved(ask.requestId());
      }
      var now = time.now(connection);
      Answer answer = LedgerRules.decide(ask, limits, now, new SqlBook(connection));
      if (answer instanceof Answer.Reserved) {
        book(connection, ask, now.counted());
        time.store(connection, now);
      }
      return answer;
    });
  }

  private static void book(Connection connection, Ask ask, Instant now) throws SQLException {
    var row = LedgerRow.of(ask, now);
    row.insert(connection, ask);
    Charge charge = row.charge();
    var change = new Change(0, charge.micros(), charge.tokens(), 1, TokenUsage.NONE);
    var sums = new LedgerSums(connection);
    sums.add(row.scopes(), change);
    sums.add(Map.of(row.minute(), change));
  }

  @Override
  public void settle(String requestId, Optional<TokenUsage> usage, Optional<Money> cost) {
    transact(connection -> {
      LedgerRow row =
          LedgerRow.find(connection, requestId)
              .orElseThrow(() -> new IllegalArgumentException("never reserved: " + requestId));
      if (row.state() != State.SETTLED) {
        var charge =
            new Charge(
                cost.map(Money::micros).orElse(row.reserved().micros()),
                usage.map(TokenUsage::limited).orElse(row.reserved().tokens()));
        settle(connection, row, charge, usage.orElse(TokenUsage.NONE));
      }
      return row;
    });
  }

  private void settle(Connection connection, LedgerRow row, Charge charge, TokenUsage usage)
      throws SQLException {
    var now = time.now(connection);
    long minute = Math.max(row.minute(), LedgerRules.minute(now.counted()));
    LedgerRow settled = row.settle(connection, charge, minute, usage);
    var undone = undone(row);
    long again = row.state() == State.RELEASED ? 1 : 0;
    var done = new Change(charge.micros(), 0, charge.tokens(), again, usage);
    var sums = new LedgerSums(connection);
    sums.add(row.scopes(), undone.plus(done));
    var minutes = new HashMap<Long, Change>();
    minutes.merge(row.minute(), undone, Change::plus);
    minutes.merge(settled.minute(), done.withoutRequests(), Change::plus);
    if (again > 0) {
      minutes.merge(
          LedgerRules.minute(row.reservedAt()),
          new Change(0, 0, 0, again, TokenUsage.NONE),
          Change::plus);
    }
    sums.add(minutes);
    time.store(connection, now);
  }

  /** What takes a reservation out of the sums again, but for its being a request. */
  private static Change undone(LedgerRow row) {
    return new Change(0, -row.charge().micros(), -row.charge().tokens(), 0, TokenUsage.NONE);
  }

  @Override
  public void release(String requestId) {
    transact(connection -> {
      var row = LedgerRow.find(connection, requestId).filter(r -> r.state() == State.RESERVED);
      if (row.isPresent()) {
        row.get().release(connection);
        var change = undone(row.get()).plus(new Change(0, 0, 0, -1, TokenUsage.NONE));
        var sums = new LedgerSums(connection);
        sums.add(row.get().scopes(), change);
        sums.add(Map.of(row.get().minute(), change));
      }
      return requestId;
    });
  }

  @Override
  public Spend spendOf(Scope scope) {
    return database.read(connection -> {
      try {
        return new LedgerSums(connection).of(scope, time.look(connection).counted());
      } catch (UncheckedSqlException e) {
        throw e.sqlException();
      }
    });
  }

  @Override
  public long tokensOfDay() {
    return database.read(connection -> {
      try {
        long first = LedgerRules.firstMinuteOfDay(time.look(connection).counted());
        return new SqlBook(connection).chargedSince(first).tokens();
      } catch (UncheckedSqlException e) {
        throw e.sqlException();
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
