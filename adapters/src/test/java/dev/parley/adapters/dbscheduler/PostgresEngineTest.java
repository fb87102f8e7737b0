package dev.parley.adapters.dbscheduler;

import dev.parley.adapters.sql.TestStore;
import java.time.InstantSource;

class PostgresEngineTest extends DbSchedulerEngineTests {

  @Override
  TestStore newStore() {
    return TestStore.postgres(InstantSource.system());
  }
}
