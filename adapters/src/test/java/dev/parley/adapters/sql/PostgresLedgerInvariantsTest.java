package dev.parley.adapters.sql;

import dev.parley.event.EventLog;
import dev.parley.safety.Ledger;
import dev.parley.testkit.contract.LedgerInvariantsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLedgerInvariantsTest extends LedgerInvariantsContract {

  @RegisterExtension final TestStore store = TestStore.postgres(clock);

  @Override
  protected Ledger ledger() {
    return store.get().ledger();
  }

  @Override
  protected Ledger reopened() {
    return store.reopened().ledger();
  }

  @Override
  protected EventLog log() {
    return store.get().eventLog();
  }
}
