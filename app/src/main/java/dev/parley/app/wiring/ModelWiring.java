package dev.parley.app.wiring;

import dev.parley.adapters.langchain4j.LangChainModelClient;
import dev.parley.app.wiring.StageWiring.Surroundings;
import dev.parley.llm.FallbackModelClient;
import dev.parley.llm.LlmListener;
import dev.parley.llm.ModelClient;
import dev.parley.llm.RetryPlan;
import dev.parley.llm.RetryingModelClient;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.RunState;
import dev.parley.safety.Limits;
import dev.parley.safety.Meter;
import dev.parley.safety.MeteredModelClient;
import dev.parley.safety.WaitingLine;
import dev.parley.safety.breaker.Breakers;
import dev.parley.safety.breaker.BreakingModelClient;
import dev.parley.safety.pacing.PacedModelClient;
import dev.parley.safety.pacing.Pacer;

/**
 * Wires the way of a model call: with another model if one fails, tried again, unless the model's
 * breaker is open, when there is room in the provider's rate limit, within the run's limits, over
 * HTTP. What is known of providers is one for all runs of the process; what is counted and told is
 * a run's own.
 */
final class ModelWiring {

  private final StageSettings settings;
  private final Surroundings surroundings;
  private final MonotonicClock monotonic = new MonotonicClock();
  private final Pacer pacer = new Pacer(monotonic);
  private final Breakers breakers = new Breakers(monotonic);
  private final WaitingLine line = new WaitingLine();
  private final LangChainModelClient providers;

  ModelWiring(StageSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
    this.providers = new LangChainModelClient(settings.providers(), pacer);
  }

  ModelClient client(RunId run, RunRequest request) {
    var pause = surroundings.pause();
    LlmListener telemetry = payload -> surroundings.telemetry().add(run, payload);
    var meter =
        new Meter(
            surroundings.ledger(),
            settings.prices(),
            () -> limits(run, request),
            surroundings.ids(),
            line);
    // Each try is reserved and settled by itself, and nothing is reserved while it only waits.
    var metered = new MeteredModelClient(providers, meter, pause, surroundings.clock(), telemetry);
    var paced = new PacedModelClient(metered, pacer, pause, telemetry);
    var breaking = new BreakingModelClient(paced, breakers, telemetry);
    var waiting =
        new RetryingModelClient.Waiting(surroundings.random(), pause, monotonic, telemetry);
    return new FallbackModelClient(
        new RetryingModelClient(breaking, RetryPlan.STANDARD, waiting),
        new RetryingModelClient(breaking, RetryPlan.STANDARD.withAlternative(), waiting),
        request.models().fallbacks(),
        telemetry);
  }

  /** Those in force now: a resume may have changed what the run was started with. */
  private Limits limits(RunId run, RunRequest request) {
    return surroundings.views().of(run).map(RunState::request).orElse(request).limits();
  }
}
