package dev.parley.app.run;

import dev.parley.adapters.sql.SqlStore;
import dev.parley.app.files.Places;
import dev.parley.app.wiring.PayloadTypes;
import dev.parley.orchestrator.LimitsService;
import dev.parley.safety.LimitChange;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where the user's store is. */
public final class StoreAccess {

  private StoreAccess() {}

  /**
   * Opens the store, making it if there is none.
   *
   * @throws dev.parley.model.ProblemException STORE_UNUSABLE, DISK_FULL
   */
  public static SqlStore open(Places places, Map<String, String> environment) {
    var own = environment.getOrDefault("PARLEY_DB_URL", "");
    var address = own.isBlank() ? places.preparedHome().resolve("parley.db").toString() : own;
    return SqlStore.open(address, PayloadTypes.codec(), InstantSource.system());
  }

  /**
   * Limits that were set for all runs; none while there is no store.
   *
   * @throws dev.parley.model.ProblemException STORE_UNUSABLE
   */
  static List<LimitChange> limits(Places places, Map<String, String> environment) {
    return look(places, environment, store -> LimitsService.stored(store.eventLog()))
        .orElse(List.of());
  }

  /** What is to be seen in the store; empty, and no store made, while there is none. */
  static <T> Optional<T> look(
      Places places, Map<String, String> environment, Function<SqlStore, T> work) {
    boolean missing =
        environment.getOrDefault("PARLEY_DB_URL", "").isBlank()
            && !Files.exists(places.home().resolve("parley.db"));
    if (missing) {
      return Optional.empty();
    }
    try (var store = open(places, environment)) {
      return Optional.of(work.apply(store));
    }
  }
}
