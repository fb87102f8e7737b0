package dev.parley.orchestrator;

import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.codebase.CodebaseProfile;
import dev.parley.estimation.Estimate;
import dev.parley.event.Payload;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.DraftPicked;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TaskGraph;
import dev.parley.requirements.Prd;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.requirements.RequirementsPayload.RequirementsRevised;
import dev.parley.safety.Forecast;
import dev.parley.safety.SafetyPayload.PlanForecast;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the way from transcript to plan has come; what is there need not be made again.
 *
 * @param forecast what the plan will take, made since the last resume
 * @param estimates of single tasks, from the newest forecast there ever was
 * @param accepted whether somebody wants the plan carried out although it may not fit
 */
public record DraftView(
    Optional<Meeting> meeting,
    Optional<CodebaseProfile> profile,
    Optional<Prd> prd,
    Optional<Plan> plan,
    Optional<Forecast> forecast,
    Map<TaskId, Estimate> estimates,
    boolean accepted,
    Optional<Problem> failure) {

  static final DraftView EMPTY =
      new DraftView(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          false,
          Optional.empty());

  /**
   * To be gone on with: what failed is tried again, and what was used meanwhile looked up again.
   */
  DraftView resumed() {
    return new DraftView(
        meeting, profile, prd, plan, Optional.empty(), estimates, accepted, Optional.empty());
  }

  /** What a task will take; empty before there is an estimate. */
  public Optional<Estimate> estimate(TaskId task) {
    return Optional.ofNullable(estimates.get(task));
  }

  /** With a plan in place of the one there was: how much it takes must be estimated anew. */
  DraftView edited(Plan changed) {
    return new DraftView(
        meeting, profile, prd, Optional.of(changed), Optional.empty(), Map.of(), false, failure);
  }

  /** After tasks joined the plan. */
  DraftView extended(List<CodingTask> tasks, Map<String, String> notCovered, List<String> notes) {
    var before = plan.orElseThrow();
    var all = new ArrayList<>(before.graph().tasks());
    all.addAll(tasks);
    var reasons = new LinkedHashMap<>(before.notCovered());
    tasks.forEach(task -> task.requirements().forEach(reasons::remove));
    reasons.putAll(notCovered);
    var noted = new ArrayList<>(before.notes());
    noted.addAll(notes);
    var extended = new Plan(new TaskGraph(all), reasons, noted);
    return new DraftView(
        meeting, profile, prd, Optional.of(extended), forecast, estimates, accepted, failure);
  }

  DraftView acceptedAnyway() {
    return new DraftView(meeting, profile, prd, plan, forecast, estimates, true, failure);
  }

  DraftView on(Payload payload) {
    return switch (payload) {
      case TranscriptRead(var read) ->
          new DraftView(
              Optional.of(read), profile, prd, plan, forecast, estimates, accepted, failure);
      case RequirementsRevised(var revision) ->
          new DraftView(
              meeting,
              profile,
              Optional.of(revision.prd()),
              plan,
              forecast,
              estimates,
              accepted,
              failure);
      case CodebaseProfiled(var profiled) ->
          new DraftView(
              meeting, Optional.of(profiled), prd, plan, forecast, estimates, accepted, failure);
      case RequirementsDrafted(var drafted) ->
          new DraftView(
              meeting, profile, Optional.of(drafted), plan, forecast, estimates, accepted, failure);
      case PlanDrafted(var drafted) ->
          new DraftView(
              meeting, profile, prd, Optional.of(drafted), forecast, estimates, accepted, failure);
      case PlanForecast(var made) ->
          new DraftView(
              meeting, profile, prd, plan, Optional.of(made), byTask(made), accepted, failure);
      case DraftFailed(var problem) ->
          new DraftView(
              meeting, profile, prd, plan, forecast, estimates, accepted, Optional.of(problem));
      case DraftPicked _ ->
          new DraftView(
              meeting, profile, prd, plan, forecast, estimates, accepted, Optional.empty());
      default -> this;
    };
  }

  private Map<TaskId, Estimate> byTask(Forecast made) {
    var all = new LinkedHashMap<>(estimates);
    made.tasks().forEach(estimate -> all.put(new TaskId(estimate.task()), estimate));
    return Collections.unmodifiableMap(all);
  }
}
