package dev.parley.app.run;

import dev.parley.adapters.dbscheduler.DbSchedulerEngine;
import dev.parley.adapters.sql.SqlStore;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.LimitsService;
import dev.parley.orchestrator.RunService;
import dev.parley.orchestrator.RunViews;
import dev.parley.orchestrator.Tick;

/**
 * Where something is asked of runs from a process that carries none out. Closing it leaves the
 * store open.
 */
final class Desk implements AutoCloseable {

  private final DbSchedulerEngine engine;
  private final RunService runs;
  private final LimitsService limits;
  private final Tick tick;

  Desk(SqlStore store, RunViews views) {
    var log = store.eventLog();
    this.engine = DbSchedulerEngine.on(store.queueConnections(), 1);
    this.runs = new RunService(log, engine, views, () -> "unused");
    this.limits = new LimitsService(log, engine, views);
    this.tick = new Tick(log, engine, views, Conditions.Source.ELSEWHERE);
  }

  RunService runs() {
    return runs;
  }

  LimitsService limits() {
    return limits;
  }

  /** Decides what was asked of a run: nobody else may be there to look at it. */
  void decide(RunId run) {
    tick.run(run);
  }

  @Override
  public void close() {
    engine.close();
  }
}
