package dev.parley.testkit;

import dev.parley.event.EventLog;
import dev.parley.safety.Ledger;
import dev.parley.testkit.contract.LedgerClockContract;

class InMemoryLedgerClockTest extends LedgerClockContract {

  private final InMemoryEventLog log = new InMemoryEventLog(clock);
  private final InMemoryLedger ledger = new InMemoryLedger(log);

  @Override
  protected Ledger ledger() {
    return ledger;
  }

  @Override
  protected Ledger reopened() {
    return ledger.reopened();
  }

  @Override
  protected EventLog log() {
    return log;
  }
}
