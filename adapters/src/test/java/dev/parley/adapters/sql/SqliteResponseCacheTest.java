package dev.parley.adapters.sql;

import dev.parley.llm.ResponseCache;
import dev.parley.testkit.contract.ResponseCacheContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteResponseCacheTest extends ResponseCacheContract {

  @RegisterExtension final TestStore store = TestStore.sqlite(clock);

  @Override
  protected ResponseCache cache() {
    return store.get().responseCache(BOUNDS);
  }
}
