package dev.parley.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger.Spend;
import dev.parley.safety.Scope;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.PostgresServer;
import dev.parley.testkit.contract.Note;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger written by an earlier version is counted like one written now. */
class MigrationTest {

  private static final RunId RUN = new RunId("run-1");
  private static final TaskId TASK = new TaskId("T-1.a");
  private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
  private static final long NOW_MICROS = NOW.getEpochSecond() * 1_000_000;

  private final ManualClock clock = new ManualClock(NOW);

  @TempDir Path folder;

  @Test
  void countsWhatAnEarlierVersionBookedOnSqlite() throws SQLException {
    String file = folder.resolve("parley.db").toString();
    assertCounted(file, "jdbc:sqlite:" + file, new Properties(), "sqlite");
  }

  @Test
  void countsWhatAnEarlierVersionBookedOnPostgres() throws SQLException {
    var server = PostgresServer.shared();
    Assumptions.assumeTrue(server.isPresent(), "no PostgreSQL server is installed");
    String url = server.orElseThrow().newDatabase();
    var address = PostgresAddress.parse(url);
    assertCounted(url, address.url(), address.login(), "postgresql");
  }

  private void assertCounted(String address, String url, Properties login, String dialect)
      throws SQLException {
    Flyway.configure()
        .dataSource(url, login.getProperty("user", ""), login.getProperty("password", ""))
        .locations("classpath:dev/parley/adapters/sql/" + dialect)
        .target("1")
        .load()
        .migrate();
    try (var connection = DriverManager.getConnection(url, login);
        var statement = connection.createStatement()) {
      statement.executeUpdate(row("a", "draft", "settled", 100, 7, NOW_MICROS));
      statement.executeUpdate(row("b", "attempt/T-1.a/1", "settled", 200, 7, NOW_MICROS));
      statement.executeUpdate(row("c", "attempt/T-1.a/2", "reserved", 400, 0, NOW_MICROS));
      statement.executeUpdate(row("d", "attempt/T-1.a/2", "released", 0, 0, NOW_MICROS));
      statement.executeUpdate(
          "insert into ledger_minutes (minute, micros, tokens) values (%d, 700, 70)"
              .formatted(NOW_MICROS / 60_000_000));
    }

    try (var store = SqlStore.open(address, Note.CODEC, clock.timepiece())) {
      var ledger = store.ledger();
      Spend whole = spend(300, 400, 3, 14);
      assertThat(ledger.spendOf(RUN)).isEqualTo(whole);
      assertThat(ledger.spendOf(Scope.meetingOf(RUN))).isEqualTo(whole);
      assertThat(ledger.spendOf(new Scope.Model(new ModelName("p", "m")))).isEqualTo(whole);
      assertThat(ledger.spendOf(new Scope.LastHour())).isEqualTo(whole);
      assertThat(ledger.spendOf(new Scope.LastDay())).isEqualTo(whole);
      assertThat(ledger.spendOf(new Scope.Task(RUN, TASK))).isEqualTo(spend(200, 400, 2, 7));
      assertThat(ledger.spendOf(new Scope.Attempt(new AttemptId(RUN, TASK, 2))))
          .isEqualTo(spend(0, 400, 1, 0));
      ledger.settle("c", java.util.Optional.empty(), java.util.Optional.of(new Money(50)));
      assertThat(ledger.spendOf(new Scope.Attempt(new AttemptId(RUN, TASK, 2))))
          .isEqualTo(spend(50, 0, 1, 0));
    }
  }

  private static Spend spend(long settled, long reserved, long requests, long input) {
    return new Spend(
        new Money(settled), new Money(reserved), requests, new TokenUsage(input, 0, 0, 0));
  }

  private static String row(
      String id, String stream, String state, long charged, long input, long at) {
    return ("insert into ledger (request_id, run, stream, epoch, model, state, reserved_micros,"
            + " reserved_tokens, charged_micros, charged_tokens, input, reserved_at_micros,"
            + " charged_minute) values ('%s', 'run-1', '%s', 1, 'p/m', '%s', 400, 40, %d, 10, %d,"
            + " %d, %d)")
        .formatted(id, stream, state, charged, input, at, at / 60_000_000);
  }
}
