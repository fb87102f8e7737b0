package dev.parley.app.run;

import dev.parley.adapters.dbscheduler.DbSchedulerEngine;
import dev.parley.adapters.sql.SqlStore;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.RunId;
import dev.parley.orchestrator.LimitsService;
import dev.parley.orchestrator.RunViews;
import dev.parley.orchestrator.Tick;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.LimitChange;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code parley limits}: what holds for runs to come, and changes that bind running ones too. */
public final class StoredLimits {

  private final Surroundings surroundings;
  private final Places places;

  public StoredLimits(Surroundings surroundings) {
    Logging.quiet();
    this.surroundings = surroundings;
    this.places = Places.of(surroundings.environment());
  }

  /**
   * Limits and where they come from.
   *
   * @param origins of those that are not the standard ones
   * @param used by all runs, so far
   */
  public record InForce(Limits limits, Map<LimitKey, String> origins, Used used) {}

  /**
   * What a run begun now would hold to.
   *
   * @param checkout of the repository it would be about; empty outside of any
   * @throws dev.parley.model.ProblemException BAD_CONFIG, STORE_UNUSABLE
   */
  public InForce inForce(Optional<Path> checkout) {
    var environment = surroundings.environment();
    var loaded =
        ConfigurationFiles.load(
            places, checkout, StoreAccess.limits(places, environment), environment, Flags.NONE);
    return new InForce(
        loaded.configuration().limits(),
        loaded.limitOrigins(),
        StoreAccess.used(places, environment));
  }

  /**
   * Sets limits for all runs.
   *
   * @param values by key; {@code profile} stands for all of a profile's
   * @return the runs it reaches at once
   * @throws dev.parley.model.ProblemException BAD_CONFIG naming the key and its range
   */
  public List<Reached> set(Map<String, String> values) {
    var changes = changes(values);
    var runs = withService(service -> service.set(changes, by()));
    return runs.isEmpty() ? List.of() : reached(runs, changes);
  }

  /**
   * A run that limits were set for.
   *
   * @param kept limits it was given in particular and that are stricter
   */
  public record Reached(RunId run, List<LimitKey> kept) {}

  private List<Reached> reached(List<RunId> runs, List<LimitChange> changes) {
    try (var store = StoreAccess.open(places, surroundings.environment())) {
      var views = new RunViews(store.eventLog());
      return runs.stream()
          .map(run -> {
            var limits = views.of(run).orElseThrow().request().limits();
            var wished = limits.with(changes);
            var kept =
                Arrays.stream(LimitKey.values())
                    .filter(key -> !key.text(limits).equals(key.text(wished)))
                    .toList();
            return new Reached(run, kept);
          })
          .toList();
    }
  }

  private static List<LimitChange> changes(Map<String, String> values) {
    var settings = new LinkedHashMap<String, String>();
    var names = new LinkedHashMap<String, String>();
    values.forEach((key, value) -> {
      settings.put("limits." + key, value);
      names.put("limits." + key, "limits set");
    });
    return ConfigurationLoader.changes(new Flags(settings, names, Optional.empty()));
  }

  /**
   * Makes all runs forget the failures they have counted.
   *
   * @return those that had any
   */
  public List<RunId> resetBreakers() {
    return withService(service -> service.resetBreakers(by()));
  }

  private List<RunId> withService(Function<LimitsService, List<RunId>> work) {
    try (var store = StoreAccess.open(places, surroundings.environment());
        var engine = DbSchedulerEngine.on(store.queueConnections(), 1)) {
      return decided(store, engine, work);
    }
  }

  /** A run that nobody carries out has nobody else to look at what was asked of it. */
  private static List<RunId> decided(
      SqlStore store, DbSchedulerEngine engine, Function<LimitsService, List<RunId>> work) {
    var views = new RunViews(store.eventLog());
    var runs = work.apply(new LimitsService(store.eventLog(), engine, views));
    var tick = new Tick(store.eventLog(), engine, views);
    runs.forEach(tick::run);
    return runs;
  }

  private String by() {
    return surroundings.environment().getOrDefault("USER", "user");
  }
}
