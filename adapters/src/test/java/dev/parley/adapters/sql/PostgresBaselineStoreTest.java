package dev.parley.adapters.sql;

import dev.parley.adapters.jackson.JacksonPayloadCodec;
import dev.parley.event.PayloadCodec;
import dev.parley.testkit.contract.BaselineStoreContract;
import dev.parley.verification.BaselineStore;
import dev.parley.verification.VerificationPayload.BaselineTaken;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresBaselineStoreTest extends BaselineStoreContract {

  private static final PayloadCodec CODEC =
      new JacksonPayloadCodec(Map.of("verification.baseline_taken", BaselineTaken.class));

  @RegisterExtension final TestStore store = TestStore.postgres(clock).speaking(CODEC);

  @Override
  protected BaselineStore store() {
    return store.get().baselines(BOUNDS);
  }
}
