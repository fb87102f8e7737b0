package dev.parley.adapters.sql;

import dev.parley.event.EventLog;
import dev.parley.testkit.contract.EventLogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteEventLogTest extends EventLogContract {

  @RegisterExtension final TestStore store = TestStore.sqlite(clock);

  @Override
  protected EventLog log() {
    return store.get().eventLog();
  }
}
