package dev.parley.orchestrator;

import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.event.EventLog;
import dev.parley.event.Payload;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.DraftPicked;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.requirements.Prd;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.safety.SafetyPayload.PlanForecast;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From transcript to plan: codebase -> requirements -> planning, each ending in an event and none
 * made twice. The transcript is read when the run starts; a run that starts from requirements or
 * tasks finds those stages done.
 */
final class DraftJob {

  private static final Logger logger = LoggerFactory.getLogger(DraftJob.class);

  /** During one forecast; then the next resume makes it right. */
  private static final int EDITS_MAX = 10;

  private final EventLog log;
  private final Engine engine;
  private final RunViews views;
  private final String worker;

  DraftJob(EventLog log, Engine engine, RunViews views, String worker) {
    this.log = log;
    this.engine = engine;
    this.views = views;
    this.worker = worker;
  }

  void run(RunId run, Stages stages) {
    var before = views.of(run).orElseThrow();
    boolean done = before.draft().plan().isPresent() && before.draft().forecast().isPresent();
    // Whoever takes the stream without need cuts off a draft of the requirements.
    boolean begun = listens(before) && before.draft().profile().isPresent();
    if (before.adopted() || before.ended().isPresent() || done || begun) {
      return;
    }
    var writer =
        StreamWriter.takeOver(
            log, engine, StreamId.draft(run), epoch -> new DraftPicked(epoch, worker));
    try {
      draftUntilNobodyEdits(before, stages, writer);
    } catch (ProblemException e) {
      if (e.problem().code() == Code.INTERRUPTED) {
        throw e;
      }
      writer.appendAndTick(new DraftFailed(e.problem()));
    } catch (StaleWriteException e) {
      throw e;
    } catch (RuntimeException e) {
      logger.atError().setCause(e).log("drafting broke");
      writer.appendAndTick(new DraftFailed(Bug.problem(e)));
    }
  }

  /** Somebody who edits the plan while it is estimated finds this job kept already. */
  private void draftUntilNobodyEdits(RunState before, Stages stages, StreamWriter writer) {
    var state = before;
    for (int edits = 0; edits < EDITS_MAX; edits++) {
      draft(state, stages, writer);
      var now = views.of(before.run()).orElseThrow();
      boolean edited =
          state.draft().plan().isPresent() && !now.draft().plan().equals(state.draft().plan());
      if (!edited && (now.draft().plan().isEmpty() || now.draft().forecast().isPresent())) {
        return;
      }
      state = now;
    }
  }

  static void draft(RunState state, Stages stages, StreamWriter writer) {
    var done = state.draft();
    var profile = stages.profiles().at(state.request().base());
    if (listens(state)) {
      beginToListen(state, stages, writer);
      return;
    }
    if (done.profile().isEmpty()) {
      writer.append(new CodebaseProfiled(profile));
    }
    if (!state.request().planOnly()) {
      provePossible(state, stages);
    }
    var plan = done.plan().isPresent() ? done.plan().get() : plan(state, stages, writer);
    var forecast = stages.forecaster().forecast(state.run(), plan, state.request());
    writer.appendAndTick(new PlanForecast(forecast));
  }

  /** What can be known of the codebase beside the talk; the drafts come as words do. */
  private static void beginToListen(RunState state, Stages stages, StreamWriter writer) {
    if (state.draft().profile().isEmpty()) {
      if (!state.request().planOnly()) {
        provePossible(state, stages);
      }
      writer.appendAndTick(new CodebaseProfiled(stages.profiles().at(state.request().base())));
    }
  }

  private static boolean listens(RunState state) {
    return state.live().filter(live -> !live.closed()).isPresent();
  }

  /** A plan that was not taken up before a resume is held against the limits once more. */
  static List<Payload> forecastAgain(RunState state, Stages stages) {
    var done = state.draft();
    boolean waits = !state.adopted() && done.plan().isPresent() && done.forecast().isEmpty();
    return waits
        ? List.of(
            new PlanForecast(
                stages.forecaster().forecast(state.run(), done.plan().get(), state.request())))
        : List.of();
  }

  private static Plan plan(RunState state, Stages stages, StreamWriter writer) {
    var done = state.draft();
    var context = new CallContext(state.run(), Optional.empty(), writer.fence());
    var profile = stages.profiles().at(state.request().base());
    Prd prd;
    if (done.prd().isPresent()) {
      prd = done.prd().get();
    } else {
      prd = stages.requirements().draft(done.meeting().orElseThrow(), profile, context);
      writer.append(new RequirementsDrafted(prd));
    }
    var plan = stages.planner().plan(prd, profile, context);
    writer.append(new PlanDrafted(plan));
    return plan;
  }

  /** A worktree that cannot be set up is found out before the first model call is paid for. */
  private static void provePossible(RunState state, Stages stages) {
    var profile = stages.profiles().at(state.request().base());
    if (profile.setup().isEmpty()) {
      return;
    }
    String lease = state.run() + ".draft";
    try {
      stages.setup().run(profile, stages.workspaces().lease(lease, state.request().base()));
    } finally {
      stages.workspaces().release(lease);
    }
  }
}
