package dev.parley.app.wiring;

import dev.parley.adapters.langchain4j.LangChainModelClient;
import dev.parley.llm.AnswerCache;
import dev.parley.llm.FallbackModelClient;
import dev.parley.llm.LlmListener;
import dev.parley.llm.ModelClient;
import dev.parley.llm.Pause;
import dev.parley.llm.Recall;
import dev.parley.llm.RetryPlan;
import dev.parley.llm.RetryingModelClient;
import dev.parley.llm.Role;
import dev.parley.model.IdSource;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import dev.parley.safety.Ledger;
import dev.parley.safety.Limits;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.WaitingLine;
import dev.parley.safety.breaker.Breakers;
import dev.parley.safety.breaker.BreakingModelClient;
import dev.parley.safety.pacing.PacedModelClient;
import dev.parley.safety.pacing.Pacer;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Wires the way of a model call: with another model if one fails, tried again, unless the model's
 * breaker is open, when there is room in the provider's rate limit, within the run's limits, over
 * HTTP. What is known of providers is one for all runs of the process; what is counted and told is
 * a run's own.
 */
final class ModelWiring {

  private final StageSettings settings;
  private final Means means;
  private final MonotonicClock monotonic = new MonotonicClock();
  private final Pacer pacer = new Pacer(monotonic);
  private final Breakers breakers = new Breakers(monotonic);
  private final WaitingLine line = new WaitingLine();
  private final LangChainModelClient providers;

  /** What calls are made with, whoever makes them. */
  record Means(
      Ledger ledger, InstantSource clock, Pause pause, RandomGenerator random, IdSource ids) {}

  /**
   * Who calls.
   *
   * @param limits asked anew for each call
   * @param listener hears of each call
   */
  record Caller(
      Supplier<Limits> limits, Map<Role, List<ModelName>> fallbacks, LlmListener listener) {}

  ModelWiring(StageSettings settings, Means means) {
    this.settings = settings;
    this.means = means;
    this.providers = new LangChainModelClient(settings.providers(), pacer);
  }

  ModelClient client(Caller caller) {
    var pause = means.pause();
    var telemetry = caller.listener();
    var meter = new Meter(means.ledger(), settings.prices(), caller.limits(), means.ids(), line);
    // Each try is reserved and settled by itself, and nothing is reserved while it only waits.
    var metered = new MeteredModelClient(providers, meter, pause, means.clock(), telemetry);
    var paced = new PacedModelClient(metered, pacer, pause, telemetry);
    var breaking = new BreakingModelClient(paced, breakers, telemetry);
    var waiting = new RetryingModelClient.Waiting(means.random(), pause, monotonic, telemetry);
    return new FallbackModelClient(
        new RetryingModelClient(breaking, RetryPlan.STANDARD, waiting),
        new RetryingModelClient(breaking, RetryPlan.STANDARD.withAlternative(), waiting),
        caller.fallbacks(),
        telemetry);
  }

  /** How many calls wait for the provider of a model. */
  int waiting(ModelName model) {
    return pacer.waiting(model);
  }

  /** What was answered before, as long as it was asked of the same servers. */
  Recall recall(AnswerCache answers, LlmListener listener) {
    return new Recall(answers, this::server, this::costNow, listener);
  }

  private String server(ModelName model) {
    var provider = settings.providers().get(model.provider());
    return provider == null ? "" : provider.protocol() + " " + provider.baseUrl();
  }

  private Money costNow(ModelName model, TokenUsage usage) {
    return settings
        .prices()
        .find(model, means.clock().instant())
        .map(price -> price.cost(usage))
        .orElse(Money.ZERO);
  }
}
