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
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.requirements.Prd;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.safety.Forecast;
import dev.parley.safety.SafetyPayload.PlanForecast;
import java.util.HashMap;
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
    List<Estimate> estimates,
    boolean accepted,
    Optional<Problem> failure) {

  static final DraftView EMPTY =
      new DraftView(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          false,
          Optional.empty());

  /**
   * To be gone on with: what failed is tried again, and what was used meanwhile looked up again.
   */
  DraftView resumed() {
    return new DraftView(
        meeting, profile, prd, plan, Optional.empty(), estimates, accepted, Optional.empty());
  }

  /** What tasks are expected to take, all their attempts together; none before the forecast. */
  Map<TaskId, Double> expectedSeconds() {
    var seconds = new HashMap<TaskId, Double>();
    estimates.forEach(of -> seconds.put(new TaskId(of.task()), of.seconds().mean()));
    return seconds;
  }

  /** What a task will take; empty before there is an estimate. */
  public Optional<Estimate> estimate(TaskId task) {
    return estimates.stream().filter(of -> of.task().equals(task.value())).findFirst();
  }

  DraftView acceptedAnyway() {
    return new DraftView(meeting, profile, prd, plan, forecast, estimates, true, failure);
  }

  DraftView on(Payload payload) {
    return switch (payload) {
      case TranscriptRead(var read) ->
          new DraftView(
              Optional.of(read), profile, prd, plan, forecast, estimates, accepted, failure);
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
              meeting, profile, prd, plan, Optional.of(made), made.tasks(), accepted, failure);
      case DraftFailed(var problem) ->
          new DraftView(
              meeting, profile, prd, plan, forecast, estimates, accepted, Optional.of(problem));
      case DraftPicked _ ->
          new DraftView(
              meeting, profile, prd, plan, forecast, estimates, accepted, Optional.empty());
      default -> this;
    };
  }
}
