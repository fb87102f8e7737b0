package dev.parley.app.server.dashboard;

import dev.parley.app.server.dashboard.graph.Drawing;
import dev.parley.model.Problem;
import dev.parley.orchestrator.RunState;
import dev.parley.planning.CodingTask;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.Ledger.Spend;
import dev.parley.scheduling.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One run.
 *
 * @param graph empty before there is a plan that holds
 * @param table likewise
 */
public record RunView(
    RunHead head,
    List<Gauge> gauges,
    Optional<GraphView> graph,
    TimelineView timeline,
    Optional<TaskTable> table,
    List<Provenance> words) {

  private static final int REQUIREMENTS_MAX = 200;

  /**
   * What is known of the run beside its state.
   *
   * @param spend of this run
   * @param used by all runs
   * @param placement what would start now; empty if nothing can
   * @param obstacle why nobody carries it out
   */
  record Known(
      Spend spend,
      Used used,
      Optional<Placement> placement,
      Optional<Problem> obstacle,
      Instant now) {}

  static RunView of(
      RunState state,
      Known known,
      TaskTable.Wish wish,
      Function<List<CodingTask>, Drawing> drawing) {
    var plan = Optional.of(state).filter(RunState::adopted);
    return new RunView(
        RunHead.of(state, known.obstacle()),
        Gauge.of(state, known.spend(), known.used()),
        plan.map(run -> GraphView.of(run, drawing, wish.task())),
        TimelineView.of(state, known.now()),
        plan.map(run -> TaskTable.of(run, known.placement(), wish)),
        Provenance.of(state, _ -> true).stream().limit(REQUIREMENTS_MAX).toList());
  }
}
