package dev.parley.app.limits;

import dev.parley.model.TokenUsage;
import dev.parley.safety.PriceCatalogue;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A provider over HTTP that answers whatever it is asked and keeps accounts of its own. */
final class Provider implements AutoCloseable {

  private static final long PROMPT_TOKENS = 400;

  private final ScriptedModelServer server;
  private final Random random;
  private final Duration delay;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicLong micros = new AtomicLong();

  /**
   * @param delay of each answer, so that calls are under way together
   */
  Provider(long seed, Duration delay) {
    this.random = new Random(seed);
    this.delay = delay;
    this.server = ScriptedModelServer.start(this::answer);
  }

  /** Billed at anything a provider may bill: no more output than was allowed. */
  private ScriptedAnswer answer(ScriptedRequest request) {
    long allowed = request.settings().maxTokens().orElseThrow();
    var usage = usage(allowed);
    var price = PriceCatalogue.embedded().require(Callers.MODEL, Instant.EPOCH);
    requests.incrementAndGet();
    tokens.addAndGet(usage.limited());
    micros.addAndGet(price.cost(usage).micros());
    return new ScriptedAnswer.Delayed(delay, ScriptedAnswer.text("Done.").withUsage(usage));
  }

  /** One prompt always has the same number of tokens; it is the answer that is anybody's guess. */
  private synchronized TokenUsage usage(long allowed) {
    return new TokenUsage(PROMPT_TOKENS, random.nextLong(1, allowed + 1), 0, 0);
  }

  String url() {
    return server.anthropicUrl();
  }

  /** What it was asked for in all, in the limit's unit. */
  long served(Binding binding) {
    return switch (binding) {
      case USD_PER_RUN -> micros.get();
      case REQUESTS_PER_HOUR -> requests.get();
      case TOKENS_PER_DAY -> tokens.get();
    };
  }

  @Override
  public void close() {
    server.close();
  }
}
