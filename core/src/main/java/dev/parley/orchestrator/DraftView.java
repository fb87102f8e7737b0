package dev.parley.orchestrator;

import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.codebase.CodebaseProfile;
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
import java.util.Map;
import java.util.Optional;

/**
 * How far the way from transcript to plan has come; what is there need not be made again.
 *
 * @param forecast what the plan will take, made since the last resume
 * @param accepted whether somebody wants the plan carried out although it may not fit
 */
public record DraftView(
    Optional<Meeting> meeting,
    Optional<CodebaseProfile> profile,
    Optional<Prd> prd,
    Optional<Plan> plan,
    Optional<Forecast> forecast,
    boolean accepted,
    Optional<Problem> failure) {

  static final DraftView EMPTY =
      new DraftView(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          Optional.empty());

  /**
   * To be gone on with: what failed is tried again, and what was used meanwhile looked up again.
   */
  DraftView resumed() {
    return new DraftView(meeting, profile, prd, plan, Optional.empty(), accepted, Optional.empty());
  }

  /** What tasks are expected to take, all their attempts together; none before the forecast. */
  Map<TaskId, Double> expectedSeconds() {
    return Map.of();
  }

  DraftView acceptedAnyway() {
    return new DraftView(meeting, profile, prd, plan, forecast, true, failure);
  }

  DraftView on(Payload payload) {
    return switch (payload) {
      case TranscriptRead(var read) ->
          new DraftView(Optional.of(read), profile, prd, plan, forecast, accepted, failure);
      case CodebaseProfiled(var profiled) ->
          new DraftView(meeting, Optional.of(profiled), prd, plan, forecast, accepted, failure);
      case RequirementsDrafted(var drafted) ->
          new DraftView(meeting, profile, Optional.of(drafted), plan, forecast, accepted, failure);
      case PlanDrafted(var drafted) ->
          new DraftView(meeting, profile, prd, Optional.of(drafted), forecast, accepted, failure);
      case PlanForecast(var made) ->
          new DraftView(meeting, profile, prd, plan, Optional.of(made), accepted, failure);
      case DraftFailed(var problem) ->
          new DraftView(meeting, profile, prd, plan, forecast, accepted, Optional.of(problem));
      case DraftPicked _ ->
          new DraftView(meeting, profile, prd, plan, forecast, accepted, Optional.empty());
      default -> this;
    };
  }
}
