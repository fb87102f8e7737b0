package dev.parley.adapters.sql;

import dev.parley.event.EventLog;
import dev.parley.safety.Ledger;
import dev.parley.testkit.contract.LedgerClockContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteLedgerClockTest extends LedgerClockContract {

  @RegisterExtension final TestStore store = TestStore.sqlite(clock);

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
