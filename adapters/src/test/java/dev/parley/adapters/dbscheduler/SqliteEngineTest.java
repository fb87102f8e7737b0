package dev.parley.adapters.dbscheduler;

import dev.parley.adapters.sql.TestStore;
import java.time.InstantSource;

class SqliteEngineTest extends DbSchedulerEngineTests {

  @Override
  TestStore newStore() {
    return TestStore.sqlite(InstantSource.system());
  }
}
