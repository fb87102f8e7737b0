package dev.parley.adapters.sql;

import dev.parley.analytics.RunRecords;
import dev.parley.event.EventLog;
import dev.parley.event.PayloadCodec;
import dev.parley.llm.ResponseCache;
import dev.parley.safety.Ledger;
import dev.parley.safety.LedgerTime;
import dev.parley.safety.Timepiece;
import dev.parley.verification.BaselineStore;
import java.nio.file.Path;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * An open store: the log, the ledger and the connections of the job queue, all in one database, so
 * that one transaction can span them. Several processes may have it open at once. Thread-safe.
 */
public final class SqlStore implements AutoCloseable {

  private final Database database;
  private final Writer writer;
  private final PayloadCodec codec;
  private final EventLog eventLog;
  private final Ledger ledger;
  private final DataSource queueConnections;

  private SqlStore(Database database, PayloadCodec codec, Timepiece timepiece) {
    this.database = database;
    this.writer = new Writer(database);
    this.codec = codec;
    this.eventLog = new SqlEventLog(database, writer, codec, timepiece.wall());
    this.ledger = new SqlLedger(database, writer, new LedgerTime(timepiece));
    this.queueConnections = database.queueConnections(writer);
  }

  /**
   * Opens the store in a file, which is made if it is missing.
   *
   * @throws dev.parley.model.ProblemException STORE_UNUSABLE if the file is damaged, on a network
   *     file system, or was written by a newer Parley; DISK_FULL
   */
  public static SqlStore open(Path file, PayloadCodec codec, InstantSource clock) {
    return open(StoreFile.prepare(file), codec, withSystemTime(clock));
  }

  /**
   * Opens the store at an address: {@code postgresql://user:password@host:port/database}, the same
   * with {@code jdbc:} before it, or the path of a file.
   *
   * @throws dev.parley.model.ProblemException STORE_UNUSABLE if it cannot be reached, or as for a
   *     file; BAD_CONFIG if the address is malformed
   */
  public static SqlStore open(String address, PayloadCodec codec, InstantSource clock) {
    return open(address, codec, withSystemTime(clock));
  }

  /** The same with both clocks given. */
  static SqlStore open(String address, PayloadCodec codec, Timepiece timepiece) {
    return PostgresAddress.isOne(address)
        ? open(new PostgresDatabase(PostgresAddress.parse(address)), codec, timepiece)
        : open(StoreFile.prepare(Path.of(address)), codec, timepiece);
  }

  private static Timepiece withSystemTime(InstantSource clock) {
    return new Timepiece(clock, System::nanoTime);
  }

  private static SqlStore open(Database database, PayloadCodec codec, Timepiece timepiece) {
    var store = new SqlStore(database, codec, timepiece);
    try {
      database.migrate(store.writer);
    } catch (RuntimeException | Error e) {
      store.close();
      throw e;
    }
    return store;
  }

  public EventLog eventLog() {
    return eventLog;
  }

  public Ledger ledger() {
    return ledger;
  }

  /** The answers of models that are kept here, for all processes on the store. */
  public ResponseCache responseCache(ResponseCache.Bounds bounds) {
    return new SqlResponseCache(database, writer, bounds);
  }

  /** What checks said of trees, for all runs and processes on the store. */
  public BaselineStore baselines(BaselineStore.Bounds bounds) {
    return new SqlBaselineStore(database, writer, codec, bounds);
  }

  /** What runs add up to, for all processes on the store. */
  public RunRecords runRecords() {
    return new SqlRunRecords(database, writer, codec);
  }

  /**
   * Connections for the job queue on this store: statements through them go before appends. Each is
   * closed by the thread that asked for it, before it asks for another.
   */
  public DataSource queueConnections() {
    return queueConnections;
  }

  /** Lets the transaction that runs finish. Close what works on the store first. */
  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
