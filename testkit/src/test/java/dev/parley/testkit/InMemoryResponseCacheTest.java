package dev.parley.testkit;

import dev.parley.llm.ResponseCache;
import dev.parley.testkit.contract.ResponseCacheContract;

class InMemoryResponseCacheTest extends ResponseCacheContract {

  private final InMemoryResponseCache cache = new InMemoryResponseCache(BOUNDS);

  @Override
  protected ResponseCache cache() {
    return cache;
  }
}
