package dev.parley.adapters.sql;

import dev.parley.adapters.jackson.JacksonPayloadCodec;
import dev.parley.analytics.AnalyticsPayload.RunRecorded;
import dev.parley.analytics.RunRecords;
import dev.parley.event.PayloadCodec;
import dev.parley.testkit.ManualClock;
import dev.parley.testkit.contract.RunRecordsContract;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqliteRunRecordsTest extends RunRecordsContract {

  private static final PayloadCodec CODEC =
      new JacksonPayloadCodec(Map.of("analytics.run_recorded", RunRecorded.class));

  @RegisterExtension final TestStore store = TestStore.sqlite(new ManualClock()).speaking(CODEC);

  @Override
  protected RunRecords records() {
    return store.get().runRecords();
  }
}
