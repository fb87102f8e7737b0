package dev.parley.adapters.sql;

import dev.parley.event.PayloadCodec;
import dev.parley.safety.Timepiece;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.PostgresServer;
import dev.parley.testkit.contract.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An empty store for each test, open before its set-up and gone after it. */
public abstract class TestStore implements BeforeEachCallback, AfterEachCallback {

  private final List<SqlStore> reopened = new ArrayList<>();
  private @Nullable SqlStore store;
  PayloadCodec codec = Note.CODEC;

  /** The same with another codec. */
  TestStore speaking(PayloadCodec other) {
    codec = other;
    return this;
  }

  /** Kept in a temporary folder. */
  public static TestStore sqlite(InstantSource clock) {
    return new Sqlite(clock);
  }

  /**
   * A database of a PostgreSQL started for the tests. Where none is installed the test is skipped,
   * or fails if {@code PARLEY_REQUIRE_POSTGRES=1}.
   */
  public static TestStore postgres(InstantSource clock) {
    return new Postgres(clock);
  }

  /** The open store. */
  public SqlStore get() {
    if (store == null) {
      throw new IllegalStateException("no test is running");
    }
    return store;
  }

  /** Where a process of its own finds the store. */
  public abstract String address();

  /** Another opening of the same store, as a second process would have; the caller closes it. */
  public abstract SqlStore open();

  /** Another opening that is closed after the test. */
  public SqlStore reopened() {
    var other = open();
    reopened.add(other);
    return other;
  }

  private static Timepiece timepiece(InstantSource clock) {
    return clock instanceof ManualClock manual
        ? manual.timepiece()
        : new Timepiece(clock, System::nanoTime);
  }

  abstract void create();

  abstract void destroy();

  @Override
  public void beforeEach(ExtensionContext context) {
    create();
    store = open();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    reopened.forEach(SqlStore::close);
    reopened.clear();
    if (store != null) {
      store.close();
      store = null;
    }
    destroy();
  }

  private static final class Sqlite extends TestStore {

    private final InstantSource clock;
    private Path folder = Path.of("");

    private Sqlite(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public String address() {
      return folder.resolve("parley.db").toString();
    }

    @Override
    public SqlStore open() {
      return SqlStore.open(address(), codec, timepiece(clock));
    }

    @Override
    void create() {
      try {
        folder = Files.createTempDirectory("parley-store");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    void destroy() {
      try (var files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Postgres extends TestStore {

    private final InstantSource clock;
    private String address = "";

    private Postgres(InstantSource clock) {
      this.clock = clock;
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public SqlStore open() {
      return SqlStore.open(address, codec, timepiece(clock));
    }

    @Override
    void create() {
      var server = PostgresServer.shared();
      if (server.isEmpty() && "1".equals(System.getenv("PARLEY_REQUIRE_POSTGRES"))) {
        throw new IllegalStateException("PARLEY_REQUIRE_POSTGRES=1, but no server is installed");
      }
      Assumptions.assumeTrue(server.isPresent(), "no PostgreSQL server is installed");
      address = server.orElseThrow().newDatabase();
    }

    @Override
    void destroy() {
      // The server is thrown away whole.
    }
  }
}
