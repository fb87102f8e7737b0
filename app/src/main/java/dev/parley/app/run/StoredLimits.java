package dev.parley.app.run;

import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.RunId;
import dev.parley.orchestrator.LimitsService;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.RunViews;
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

  /** What the store knows of limits. */
  private record Stored(List<LimitChange> changes, Used used) {}

  /**
   * What a run begun now would hold to.
   *
   * @param checkout of the repository it would be about; empty outside of any
   * @throws dev.parley.model.ProblemException BAD_CONFIG, STORE_UNUSABLE
   */
  public InForce inForce(Optional<Path> checkout) {
    var environment = surroundings.environment();
    var stored =
        StoreAccess.look(
            places,
            environment,
            store -> new Stored(LimitsService.stored(store.eventLog()), Used.of(store.ledger())));
    var changes = stored.map(Stored::changes).orElse(List.of());
    var loaded = ConfigurationFiles.load(places, checkout, changes, environment, Flags.NONE);
    return new InForce(
        loaded.configuration().limits(),
        loaded.limitOrigins(),
        stored.map(Stored::used).orElse(Used.NOTHING));
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
    return atDesk(desk -> desk.limits().set(changes, surroundings.user())).stream()
        .map(state -> reached(state.run(), state.request().limits(), changes))
        .toList();
  }

  /**
   * A run that limits were set for.
   *
   * @param kept limits it was given in particular and that are stricter
   */
  public record Reached(RunId run, List<LimitKey> kept) {}

  private static Reached reached(RunId run, Limits limits, List<LimitChange> changes) {
    var wished = limits.with(changes);
    var kept =
        Arrays.stream(LimitKey.values())
            .filter(key -> !key.text(limits).equals(key.text(wished)))
            .toList();
    return new Reached(run, kept);
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
    return atDesk(desk -> desk.limits().resetBreakers(surroundings.user())).stream()
        .map(RunState::run)
        .toList();
  }

  /** The runs that were asked something, after it was decided on. */
  private List<RunState> atDesk(Function<Desk, List<RunId>> work) {
    try (var store = StoreAccess.open(places, surroundings.environment());
        var desk = new Desk(store, new RunViews(store.eventLog()))) {
      var runs = work.apply(desk);
      runs.forEach(desk::decide);
      return runs.stream().map(desk.runs()::status).toList();
    }
  }
}
