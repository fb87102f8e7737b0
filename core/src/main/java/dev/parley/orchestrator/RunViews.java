package dev.parley.orchestrator;

import dev.parley.event.EventLog;
import dev.parley.model.RunId;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The newest state of runs, kept folded so that only new events are read. Those of the {@value
 * #KEPT_MAX} runs last asked for are kept; another is folded anew. Thread-safe.
 */
public final class RunViews {

  static final int KEPT_MAX = 256;

  private static final int PAGE = 2_000;

  private final EventLog log;
  private final SequencedMap<RunId, RunFold> folds = new LinkedHashMap<>();

  public RunViews(EventLog log) {
    this.log = log;
  }

  /** The state after everything committed so far; empty if there is no such run. */
  public Optional<RunState> of(RunId run) {
    var fold = fold(run);
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

  private RunFold fold(RunId run) {
    synchronized (folds) {
      var known = folds.remove(run);
      var fold = known == null ? new RunFold(run) : known;
      folds.put(run, fold);
      if (folds.size() > KEPT_MAX) {
        folds.pollFirstEntry();
      }
      return fold;
    }
  }
}
