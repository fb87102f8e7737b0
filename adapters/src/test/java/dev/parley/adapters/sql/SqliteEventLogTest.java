package dev.parley.adapters.sql;

import dev.parley.event.EventLog;
import dev.parley.testkit.contract.EventLogContract;
import dev.parley.testkit.contract.Note;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventLogTest extends EventLogContract {

  @TempDir Path folder;
  private SqlStore store;

  @BeforeEach
  void open() {
    store = SqlStore.open(folder.resolve("parley.db"), Note.CODEC, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected EventLog log() {
    return store.eventLog();
  }
}
