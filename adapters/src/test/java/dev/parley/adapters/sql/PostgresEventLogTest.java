package dev.parley.adapters.sql;

import dev.parley.event.EventLog;
import dev.parley.testkit.contract.EventLogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresEventLogTest extends EventLogContract {

  @RegisterExtension final TestStore store = TestStore.postgres(clock);

  @Override
  protected EventLog log() {
    return store.get().eventLog();
  }
}
