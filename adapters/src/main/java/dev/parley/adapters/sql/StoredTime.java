package dev.parley.adapters.sql;

import dev.parley.safety.LedgerTime;
import dev.parley.safety.LedgerTime.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The ledger's time in the one row of table {@code ledger_time}. */
final class StoredTime {

  private static final Duration WORTH_STORING = Duration.ofSeconds(1);
  private static final String STORE =
      "insert into ledger_time (id, counted_micros, wall_micros) values (1, ?, ?)"
          + " on conflict (id) do update set counted_micros = excluded.counted_micros,"
          + " wall_micros = excluded.wall_micros";

  private final LedgerTime time;

  StoredTime(LedgerTime time) {
    this.time = time;
  }

  /** The time, without storing it. */
  Reading look(Connection connection) throws SQLException {
    return time.after(stored(connection));
  }

  /**
   * The time. It is stored only if somebody set the clock: whoever writes anything else stores it
   * with that, and a look that changes nothing needs no write to the disk.
   */
  Reading now(Connection connection) throws SQLException {
    Optional<Reading> before = stored(connection);
    Reading now = time.after(before);
    if (before.filter(last -> keepStep(last, now)).isEmpty()) {
      store(connection, now);
    }
    return now;
  }

  private static boolean keepStep(Reading last, Reading now) {
    Duration passed = Duration.between(last.counted(), now.counted());
    Duration shown = Duration.between(last.wall(), now.wall());
    return shown.minus(passed).abs().compareTo(WORTH_STORING) < 0;
  }

  void store(Connection connection, Reading now) throws SQLException {
    try (var statement = connection.prepareStatement(STORE)) {
      statement.setLong(1, Micros.of(now.counted()));
      statement.setLong(2, Micros.of(now.wall()));
      statement.executeUpdate();
    }
  }

  private static Optional<Reading> stored(Connection connection) throws SQLException {
    try (var statement =
            connection.prepareStatement("select counted_micros, wall_micros from ledger_time");
        var rows = statement.executeQuery()) {
      return rows.next()
          ? Optional.of(
              new Reading(Micros.instant(rows.getLong(1)), Micros.instant(rows.getLong(2))))
          : Optional.empty();
    }
  }
}
