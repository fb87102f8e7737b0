package dev.parley.adapters.sql;

import dev.parley.llm.ResponseCache;
import dev.parley.testkit.contract.ResponseCacheContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresResponseCacheTest extends ResponseCacheContract {

  @RegisterExtension final TestStore store = TestStore.postgres(clock);

  @Override
  protected ResponseCache cache() {
    return store.get().responseCache(BOUNDS);
  }
}
