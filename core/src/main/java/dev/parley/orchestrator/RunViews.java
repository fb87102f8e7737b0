package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.model.RunId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest state of each run, kept folded so that only new events are read. Thread-safe. */
public final class RunViews {

  private static final int PAGE = 2_000;

  private final EventLog log;
  private final ConcurrentHashMap<RunId, RunFold> folds = new ConcurrentHashMap<>();

  public RunViews(EventLog log) {
    this.log = log;
  }

  /** The state after everything committed so far; empty if there is no such run. */
  public Optional<RunState> of(RunId run) {
    var fold = folds.computeIfAbsent(run, RunFold::new);
    synchronized (fold) {
      while (true) {
        var page = log.readRun(run, fold.position(), PAGE);
        page.forEach(fold::apply);
        if (page.size() < PAGE) {
          return fold.state();
        }
      }
    }
  }
}
