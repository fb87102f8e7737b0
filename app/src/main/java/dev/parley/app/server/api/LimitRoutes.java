package dev.parley.app.server.api;

import dev.parley.app.report.EventJson;
import dev.parley.app.report.LimitsJson;
import dev.parley.app.run.StoredLimits;
import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.office.Office;
import dev.parley.orchestrator.LimitsService;
import dev.parley.safety.LimitKey;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Limits for all runs. */
final class LimitRoutes {

  private final Office office;

  LimitRoutes(Office office) {
    this.office = office;
  }

  List<Route> all() {
    return List.of(
        Route.get("/limits", "getLimits", "What a run begun now may use.", "Limits", this::show),
        Route.post(
                "/limits",
                "setLimits",
                "Sets some limits: for runs under way at their next call, and for those to come.",
                "LimitsChange",
                "LimitsSaved",
                this::set)
            .as(HandlerType.PUT, Role.ADMIN),
        Route.get(
            "/limits/history",
            "listLimitChanges",
            "Who set what, oldest first.",
            "Events",
            this::history),
        Route.post(
                "/limits/reset-breaker",
                "resetBreaker",
                "Makes all runs forget the failures they have counted.",
                "Nothing",
                "RunIds",
                this::reset)
            .as(HandlerType.POST, Role.ADMIN));
  }

  private void show(Context context) {
    var inForce =
        new StoredLimits(office.surroundings(Principal.of(context))).inForce(Optional.empty());
    Answers.json(context, LimitsJson.of(inForce.limits()));
  }

  private void set(Context context) {
    var known =
        Stream.concat(
                Stream.of("profile"), Arrays.stream(LimitKey.values()).map(LimitKey::wireName))
            .toArray(String[]::new);
    var body = Body.of(context, known);
    Map<String, String> values = new LinkedHashMap<>();
    body.fields().forEach(name -> body.scalar(name).ifPresent(value -> values.put(name, value)));
    if (values.isEmpty()) {
      throw Body.wrong("there is no limit to set");
    }
    var limits = new StoredLimits(office.surroundings(Principal.of(context)));
    var reached = limits.set(values);
    var answer = Answers.JSON.createObjectNode();
    answer.put("saved", true);
    answer.set("limits", LimitsJson.of(limits.inForce(Optional.empty()).limits()));
    var runs = answer.putArray("binds");
    reached.forEach(run -> {
      var kept = runs.addObject().put("run", run.run().value()).putArray("keeps_its_own");
      run.kept().forEach(key -> kept.add(key.wireName()));
    });
    Answers.json(context, answer);
  }

  private void history(Context context) {
    var answer = Answers.JSON.createObjectNode();
    var list = answer.putArray("events");
    LimitsService.history(office.runs().events())
        .forEach(event -> list.add(EventJson.of(event).put("position", event.position())));
    Answers.json(context, answer);
  }

  private void reset(Context context) {
    var runs = new StoredLimits(office.surroundings(Principal.of(context))).resetBreakers();
    var answer = Answers.JSON.createObjectNode();
    var list = answer.putArray("runs");
    runs.forEach(run -> list.add(run.value()));
    Answers.json(context, answer);
  }
}
