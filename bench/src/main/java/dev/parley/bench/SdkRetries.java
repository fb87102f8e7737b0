package dev.parley.bench;

import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the providers' own libraries do: two retries after half a second and a second, up to a
 * quarter less by jitter, whatever the provider asks for.
 */
record SdkRetries(ModelClient next, Pause pause) implements ModelClient {

  private static final int RETRIES = 2;
  private static final long FIRST_MILLIS = 500;

  @Override
  public ModelReply call(ModelRequest request) {
    for (int retry = 0; ; retry++) {
      try {
        return next.call(request);
      } catch (ModelFailure failure) {
        if (retry == RETRIES || !failure.kind().transientFault()) {
          throw failure;
        }
        long millis = FIRST_MILLIS << retry;
        pause.waitFor(Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 4)));
      }
    }
  }
}
