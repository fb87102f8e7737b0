package dev.parley.app.run;

import dev.parley.adapters.dbscheduler.DbSchedulerEngine;
import dev.parley.adapters.sql.SqlStore;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.TimeOrderedIds;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.MeetingService;
import dev.parley.orchestrator.RunViews;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The live meetings in the store, for asking something of them; carries none out. */
public final class StoredMeetings implements AutoCloseable {

  private final SqlStore store;
  private final DbSchedulerEngine engine;
  private final MeetingService service;

  private StoredMeetings(SqlStore store) {
    this.store = store;
    this.engine = DbSchedulerEngine.on(store.queueConnections(), 1);
    var ids = new TimeOrderedIds(InstantSource.system(), new SecureRandom(), 4);
    var log = store.eventLog();
    this.service = new MeetingService(log, engine, new RunViews(log), ids);
  }

  /**
   * Opens the user's store.
   *
   * @throws ProblemException STORE_UNUSABLE
   */
  public static StoredMeetings open(Surroundings surroundings) {
    Logging.quiet();
    var environment = surroundings.environment();
    return new StoredMeetings(StoreAccess.open(Places.of(environment), environment));
  }

  /** What may be asked of them. */
  public MeetingService service() {
    return service;
  }

  /**
   * The meeting a user means.
   *
   * @param text its id, or the beginning or end of exactly one
   * @throws ProblemException UNKNOWN_MEETING
   */
  public RunId find(String text) {
    var all = service.list().stream().map(state -> state.run()).toList();
    var exact = all.stream().filter(run -> run.value().equals(text)).findFirst();
    if (exact.isPresent()) {
      return exact.get();
    }
    var meant =
        all.stream()
            .filter(run -> run.value().startsWith(text) || run.value().endsWith(text))
            .toList();
    if (meant.size() == 1) {
      return meant.getFirst();
    }
    throw new ProblemException(
        new Problem(
            Code.UNKNOWN_MEETING,
            meant.isEmpty()
                ? "there is no live meeting '" + text + "'"
                : "'" + text + "' is not unique",
            all.isEmpty()
                ? "There is none at all yet; begin with: parley meeting start"
                : "See those there are with: parley meeting list"));
  }

  @Override
  public void close() {
    engine.close();
    store.close();
  }
}
