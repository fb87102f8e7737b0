package dev.parley.testkit;

import dev.parley.testkit.contract.BaselineStoreContract;
import dev.parley.verification.BaselineStore;

class InMemoryBaselineStoreTest extends BaselineStoreContract {

  private final InMemoryBaselineStore store = new InMemoryBaselineStore(BOUNDS);

  @Override
  protected BaselineStore store() {
    return store;
  }
}
