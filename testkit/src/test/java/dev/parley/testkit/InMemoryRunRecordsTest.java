package dev.parley.testkit;

import dev.parley.analytics.RunRecords;
import dev.parley.testkit.contract.RunRecordsContract;

class InMemoryRunRecordsTest extends RunRecordsContract {

  private final InMemoryRunRecords records = new InMemoryRunRecords();

  @Override
  protected RunRecords records() {
    return records;
  }
}
