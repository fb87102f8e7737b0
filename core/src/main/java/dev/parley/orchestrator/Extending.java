package dev.parley.orchestrator;

import dev.parley.event.Payload;
import dev.parley.llm.CallContext;
import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Earlier;
import dev.parley.planning.Extension;
import dev.parley.planning.Plan;
import dev.parley.planning.Planner.Planning;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.PlanningPayload.PlanExtended;
import dev.parley.planning.TaskGraph;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.safety.SafetyPayload.PlanForecast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Plans what a live meeting has settled on, once, and what is settled later as more of it. */
final class Extending {

  private final RunState state;
  private final Stages stages;
  private final CallContext context;

  Extending(RunState state, Stages stages, CallContext context) {
    this.state = state;
    this.stages = stages;
    this.context = context;
  }

  /**
   * The plan for what of these is not planned yet, with its forecast.
   *
   * @return what is to be appended; empty if all of it is planned
   */
  List<Payload> plan(List<Requirement> wanted) {
    var ids = Withdrawing.unplanned(state, wanted.stream().map(Requirement::id).toList());
    if (ids.isEmpty()) {
      return List.of();
    }
    var prd = state.draft().prd().orElseThrow();
    return state.draft().plan().isEmpty() ? first(prd, ids) : further(prd, ids);
  }

  private List<Payload> first(Prd prd, List<String> ids) {
    var part =
        new Prd(
            prd.title(),
            prd.requirements().stream().filter(r -> ids.contains(r.id())).toList(),
            List.of(),
            List.of());
    var plan = stages.planner().plan(part, profile(), context);
    return List.of(new PlanDrafted(plan), forecast(plan));
  }

  private List<Payload> further(Prd prd, List<String> ids) {
    var planned = stages.planner().extend(prd, ids, earlier(), new Planning(profile(), context));
    var tasks = planned.tasks().stream().map(this::afterUndoing).toList();
    var extension = new Extension(tasks, planned.notCovered(), planned.notes());
    return tasks.isEmpty()
        ? List.of(new PlanExtended(extension))
        : List.of(new PlanExtended(extension), forecast(unfinished(tasks)));
  }

  private dev.parley.codebase.CodebaseProfile profile() {
    return stages.profiles().at(state.request().base());
  }

  private PlanForecast forecast(Plan plan) {
    return new PlanForecast(stages.forecaster().forecast(state.run(), plan, state.request()));
  }

  /** Those that may still come to something may be built on. */
  private Earlier earlier() {
    var doomed = Withdrawing.doomed(state).keySet();
    var tasks = new LinkedHashMap<CodingTask, String>();
    Set<TaskId> used = new LinkedHashSet<>();
    for (var task : state.graph().tasks()) {
      used.add(task.id());
      used.add(Withdrawing.undoOf(task.id()));
      var status = state.status(task.id());
      boolean lost = status.terminal() && status != TaskStatus.MERGED;
      if (!lost && !doomed.contains(task.id()) && task.undoes().isEmpty()) {
        tasks.put(task, status.wireName());
      }
    }
    return new Earlier(tasks, used);
  }

  /** What is planned anew in place of a change that has landed comes after that is taken back. */
  private CodingTask afterUndoing(CodingTask task) {
    var undone = new LinkedHashSet<>(task.dependencies());
    var doomed = Withdrawing.doomed(state).keySet();
    for (var view : state.tasks().values()) {
      boolean sameCause =
          view.task().requirements().stream().anyMatch(task.requirements()::contains);
      if (view.merged() && sameCause && doomed.contains(view.id())) {
        undone.add(Withdrawing.undoOf(view.id()));
      }
    }
    return task.after(List.copyOf(undone));
  }

  /** What is yet to be done with the new tasks, as a plan of its own. */
  private Plan unfinished(List<CodingTask> more) {
    var open = new ArrayList<CodingTask>();
    state.tasks().values().stream()
        .filter(view -> !state.status(view.id()).terminal())
        .forEach(view -> open.add(view.task()));
    open.addAll(more);
    var ids = open.stream().map(CodingTask::id).toList();
    var cut =
        open.stream()
            .map(task -> task.after(task.dependencies().stream().filter(ids::contains).toList()))
            .toList();
    return new Plan(new TaskGraph(cut), java.util.Map.of(), List.of());
  }
}
