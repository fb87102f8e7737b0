package dev.parley.adapters.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.parley.event.StreamId;
import dev.parley.llm.ResponseCache;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.contract.Note;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteStoreTest {

  private static final StreamId COMMANDS = StreamId.commands(new RunId("run-1"));

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();

  private SqlStore open() {
    return SqlStore.open(folder.resolve("parley.db"), Note.CODEC, clock);
  }

  private static void append(SqlStore store, String text) {
    store.eventLog().transact(t -> t.append(COMMANDS, List.of(new Note(text))));
  }

  @Test
  void findsWhatWasWrittenBefore() {
    try (var store = open()) {
      append(store, "kept");
    }

    try (var store = open()) {
      assertThat(store.eventLog().read(COMMANDS, 0)).hasSize(1);
    }
  }

  @Test
  void isSharedByAllWhoHaveItOpen() {
    try (var one = open();
        var other = open()) {
      append(one, "a");
      append(other, "b");

      assertThat(one.eventLog().read(COMMANDS, 0)).hasSize(2);
      assertThat(other.eventLog().read(COMMANDS, 0)).hasSize(2);
    }
  }

  @Test
  void manyMayMakeItAtOnce() throws Exception {
    List<Callable<Boolean>> openings =
        IntStream.range(0, 6)
            .<Callable<Boolean>>mapToObj(i ->
                () -> {
                  try (var store = open()) {
                    append(store, "opening " + i);
                  }
                  return true;
                })
            .toList();

    try (var executor = Executors.newFixedThreadPool(openings.size())) {
      for (var opening : executor.invokeAll(openings)) {
        assertThat(opening.get()).isTrue();
      }
    }

    try (var store = open()) {
      assertThat(store.eventLog().read(COMMANDS, 0)).hasSize(openings.size());
    }
  }

  @Test
  void processesMayMakeItAtOnceAndLoseNothingWhenTheyAreKilled() throws Exception {
    var writers = new ArrayList<Process>();
    for (int i = 0; i < 2; i++) {
      writers.add(WriterProcess.start(folder.resolve("parley.db")));
    }
    int acknowledged = 0;
    for (Process writer : writers) {
      acknowledged += WriterProcess.awaitAndKill(writer, 50);
    }

    try (var store = open()) {
      assertThat(store.eventLog().read(COMMANDS, 0)).hasSizeGreaterThanOrEqualTo(acknowledged);
    }
  }

  @Test
  void refusesAFileThatIsNoStore() throws IOException {
    Files.writeString(folder.resolve("parley.db"), "this is a letter\n".repeat(500));

    assertUnusable("damaged", "Restore it from a backup");
  }

  @Test
  void refusesAStoreWhoseContentIsDamaged() throws IOException {
    try (var store = open()) {
      append(store, "x");
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("parley.db"));
    for (int i = 100; i < bytes.length; i++) {
      bytes[i] = 0x5a;
    }
    Files.write(folder.resolve("parley.db"), bytes);

    assertUnusable("damaged", "Restore it from a backup");
  }

  @Test
  void refusesAStoreOfANewerVersion() throws SQLException {
    open().close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "insert into flyway_schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 'them', 1, 1)");
    }

    assertUnusable("newer Parley", "Update Parley");
  }

  @Test
  void catchesUpOnAMigrationThatWasLeftOut() throws SQLException {
    open().close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("drop table response_cache");
      statement.executeUpdate("delete from flyway_schema_history where version = '3'");
    }

    try (var store = open()) {
      var cache = store.responseCache(ResponseCache.Bounds.STANDARD);
      cache.keep("a", "content", clock.instant());
      assertThat(cache.find("a", clock.instant())).contains("content");
    }
  }

  @Test
  void refusesAFolderThatCannotBeMade() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> SqlStore.open(file.resolve("parley.db"), Note.CODEC, clock))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("STORE_UNUSABLE");
  }

  private void assertUnusable(String message, String remedy) {
    assertThatThrownBy(this::open)
        .asInstanceOf(type(ProblemException.class))
        .extracting(ProblemException::problem)
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo(Code.STORE_UNUSABLE);
          assertThat(problem.message()).contains(message);
          assertThat(problem.remedy()).contains(remedy);
        })
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "fuse.glusterfs"})
  void refusesNetworkFileSystems(String type) {
    assertThat(StoreFile.isNetwork(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "tmpfs", "overlay", "apfs", "zfs", "fuse.ext4"})
  void takesLocalFileSystems(String type) {
    assertThat(StoreFile.isNetwork(type)).isFalse();
  }

  @Test
  void readsByIndexOnly() throws SQLException {
    open().close();
    try (var connection =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("parley.db"))) {
      List<String> queries =
          List.of(
              "select * from events where run = 'r' and stream = 's' and version > 1"
                  + " order by version",
              "select * from events where run = 'r' and position > 1 order by position limit 9",
              "select * from events where position > 1 order by position limit 9",
              "select content from response_cache where question = 'q' and kept_at_micros > 1",
              "delete from response_cache where kept_at_micros <= 1",
              "select settled_micros from ledger_totals where scope = 'run:r'",
              "select sum(micros) from ledger_minutes where minute >= 1",
              "select count(*) from ledger where state <> 'released' and reserved_at_micros > 1"
                  + " and reserved_at_micros < 9",
              "select run from ledger where state = 'reserved' and reserved_at_micros > 1",
              "select 1 from work_jobs where task_name = 'r' and picked = 0"
                  + " and execution_time <= 1 limit 1");
      for (String query : queries) {
        assertThat(plan(connection, query)).as(query).noneMatch(step -> step.startsWith("SCAN"));
      }
    }
  }

  private static List<String> plan(java.sql.Connection connection, String query)
      throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("explain query plan " + query)) {
      var steps = new ArrayList<String>();
      while (rows.next()) {
        steps.add(rows.getString("detail"));
      }
      return steps;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void knowsItsMigrations(String dialect) throws IOException {
    try (var scripts = SqlStore.class.getResourceAsStream(dialect)) {
      assertThat(scripts).isNotNull();
      String listing = new String(scripts.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(listing.lines().filter(name -> name.startsWith("V")))
          .extracting(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
          .containsExactlyInAnyOrderElementsOf(Schema.VERSIONS);
    }
  }

  @Test
  void refusesWorkOnceClosed() {
    var store = open();
    store.close();

    assertThatThrownBy(() -> append(store, "late")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store.eventLog().runs()).isInstanceOf(IllegalStateException.class);
  }
}
