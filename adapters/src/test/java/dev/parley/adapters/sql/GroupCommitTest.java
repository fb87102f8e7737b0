package dev.parley.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Transactions that wait for each other share a commit, and still each stands or falls alone. */
class GroupCommitTest {

  private static final int MANY = 20;

  @TempDir Path folder;
  private SqliteDatabase database;
  private Writer writer;
  private ExecutorService threads;
  private final AtomicInteger commits = new AtomicInteger();

  @BeforeEach
  void open() {
    database = new SqliteDatabase(folder.resolve("test.db"));
    writer = new Writer(database, Duration.ofMinutes(1));
    threads = Executors.newFixedThreadPool(MANY + 1);
    alone("create table parents (id integer primary key)");
    alone(
        "create table children (parent integer references parents"
            + " deferrable initially deferred)");
    alone("pragma foreign_keys = on");
    var _ =
        writer.use(connection -> {
          ((SQLiteConnection) connection)
              .addCommitListener(
                  new SQLiteCommitListener() {
                    @Override
                    public void onCommit() {
                      commits.incrementAndGet();
                    }

                    @Override
                    public void onRollback() {}
                  });
          return commits;
        });
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    writer.close();
    database.close();
  }

  @Test
  void whoWaitsSharesACommit() throws Exception {
    List<Future<Integer>> results = whileSomebodyWrites(i -> parent(i));

    for (int i = 0; i < MANY; i++) {
      assertThat(results.get(i).get()).isEqualTo(i);
    }
    assertThat(count()).isEqualTo(MANY + 1);
    assertThat(commits).hasValue(1);
  }

  @Test
  void nobodyWaitsForOthersToCome() {
    for (int i = 0; i < 3; i++) {
      assertThat(writer.transact(parent(i))).isEqualTo(i);
      assertThat(count()).isEqualTo(i + 1);
    }
    assertThat(commits).hasValue(3);
  }

  @Test
  void oneThatFailsHurtsNobodyElseAndLeavesNothing() throws Exception {
    var results =
        whileSomebodyWrites(i ->
            i % 3 == 0
                ? connection -> {
                  parent(i).with(connection);
                  throw new IllegalStateException("failed " + i);
                }
                : i % 3 == 1
                    ? connection -> {
                      parent(i).with(connection);
                      return parent(i).with(connection);
                    }
                    : parent(i));

    for (int i = 0; i < MANY; i++) {
      var result = results.get(i);
      switch (i % 3) {
        case 0 ->
            assertThatThrownBy(result::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("failed " + i);
        case 1 -> assertThatThrownBy(result::get).hasRootCauseInstanceOf(SQLException.class);
        default -> assertThat(result.get()).isEqualTo(i);
      }
    }
    assertThat(count()).isEqualTo(MANY / 3 + 1);
  }

  @Test
  void ifTheCommitFailsAllAreToldAndNothingIsKept() throws Exception {
    var results = whileSomebodyWrites(i -> i == MANY / 2 ? orphan() : parent(i));

    for (var result : results) {
      assertThatThrownBy(result::get).hasRootCauseInstanceOf(SQLException.class);
    }
    assertThat(count()).isZero();
    assertThat(writer.transact(parent(7))).isEqualTo(7);
    assertThat(count()).isEqualTo(1);
  }

  @Test
  void closingKeepsWhatIsUnderWay() throws Exception {
    var results = whileSomebodyWrites(i -> parent(i));
    writer.close();

    for (var result : results) {
      assertThat(result.get()).isBetween(0, 1_000);
    }
    assertThat(count()).isEqualTo(MANY + 1);
    assertThatThrownBy(() -> writer.transact(parent(99))).isInstanceOf(IllegalStateException.class);
  }

  private interface Works {
    SqlWork<Integer> of(int i);
  }

  /** Starts all while one more holds the writer, and lets that go once they stand in line. */
  private List<Future<Integer>> whileSomebodyWrites(Works works) throws Exception {
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    Future<Integer> first =
        threads.submit(() ->
            writer.transact(connection -> {
              begun.countDown();
              awaitOpen(go);
              return parent(1_000).with(connection);
            }));
    begun.await();
    var results = new ArrayList<Future<Integer>>();
    for (int i = 0; i < MANY; i++) {
      var work = works.of(i);
      results.add(threads.submit(() -> writer.transact(work)));
    }
    while (writer.waiting() < MANY) {
      Thread.onSpinWait();
    }
    go.countDown();
    results.add(first);
    return results;
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SqlWork<Integer> parent(int id) {
    return connection -> insert(connection, "insert into parents values (" + id + ")", id);
  }

  /** Its foreign key is found to be broken when all of it is committed. */
  private static SqlWork<Integer> orphan() {
    return connection -> insert(connection, "insert into children values (4711)", 0);
  }

  private static int insert(Connection connection, String sql, int result) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
    return result;
  }

  private void alone(String sql) {
    int _ = writer.use(connection -> insert(connection, sql, 0));
  }

  private int count() {
    return database.read(connection -> {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("select count(*) from parents")) {
        rows.next();
        return rows.getInt(1);
      }
    });
  }
}
