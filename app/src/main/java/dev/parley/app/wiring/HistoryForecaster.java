package dev.parley.app.wiring;

import dev.parley.estimation.Assignment;
import dev.parley.estimation.HistorySource;
import dev.parley.estimation.PlanEstimate;
import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.event.StreamId;
import dev.parley.llm.Role;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.Stages.Forecaster;
import dev.parley.planning.Plan;
import dev.parley.safety.CallHistory;
import dev.parley.safety.Forecast;
import dev.parley.safety.Ledger;
import dev.parley.safety.PlanForecaster;
import dev.parley.safety.Price;
import dev.parley.safety.PriceCatalogue;
import dev.parley.scheduling.PlanClock;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Forecasts from what the last runs in the store took. */
record HistoryForecaster(
    EventLog log, Ledger ledger, HistorySource history, PriceCatalogue prices, InstantSource clock)
    implements Forecaster {

  /** Older ones say less, and reading them takes time. */
  private static final int RUNS_MAX = 5;

  /** The same plan is estimated alike each time. */
  private static final long SEED = 1;

  @Override
  public Forecast forecast(RunId run, Plan plan, RunRequest request) {
    int slots = request.limits().maxConcurrentTasks();
    var forecast =
        new PlanForecaster(CallHistory.of(calls(run)), prices(request))
            .forecast(plan.graph(), slots, ledger.spendOf(run).settled(), Forecast.Used.of(ledger));
    var by =
        new Assignment(request.agent(), request.models().coding().toString(), request.checkout());
    var random = new SplittableRandom(SEED);
    var pricing = new ListPricing(prices, clock);
    var whole = PlanEstimate.of(plan.graph().tasks(), history.finished(), by, pricing, random);
    var seconds = PlanClock.of(plan.graph(), whole.tasks(), slots, random);
    return forecast.with(whole.tasks(), seconds, whole.costMicros());
  }

  private List<Event> calls(RunId run) {
    var earlier = log.runs().stream().filter(other -> !other.equals(run)).toList();
    var calls = new ArrayList<Event>();
    for (var other : earlier.subList(Math.max(0, earlier.size() - RUNS_MAX), earlier.size())) {
      calls.addAll(log.read(StreamId.telemetry(other), 0));
    }
    return calls;
  }

  private Map<Role, Price> prices(RunRequest request) {
    var models = request.models();
    var found = new HashMap<Role, Price>();
    Map<Role, ModelName> serving =
        Map.of(Role.CODING, models.coding(), Role.REVIEW, models.review());
    serving.forEach((role, model) ->
        prices.find(model, clock.instant()).ifPresent(price -> found.put(role, price)));
    return found;
  }
}
