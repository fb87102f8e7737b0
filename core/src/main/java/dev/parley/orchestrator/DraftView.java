package dev.parley.orchestrator;

import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.codebase.CodebaseProfile;
import dev.parley.event.Payload;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.model.Problem;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.DraftPicked;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.requirements.Prd;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import java.util.Optional;

/** How far the way from transcript to plan has come; what is there need not be made again. */
public record DraftView(
    Optional<Meeting> meeting,
    Optional<CodebaseProfile> profile,
    Optional<Prd> prd,
    Optional<Plan> plan,
    Optional<Problem> failure) {

  static final DraftView EMPTY =
      new DraftView(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  DraftView withoutFailure() {
    return new DraftView(meeting, profile, prd, plan, Optional.empty());
  }

  DraftView on(Payload payload) {
    return switch (payload) {
      case TranscriptRead(var read) ->
          new DraftView(Optional.of(read), profile, prd, plan, failure);
      case CodebaseProfiled(var profiled) ->
          new DraftView(meeting, Optional.of(profiled), prd, plan, failure);
      case RequirementsDrafted(var drafted) ->
          new DraftView(meeting, profile, Optional.of(drafted), plan, failure);
      case PlanDrafted(var drafted) ->
          new DraftView(meeting, profile, prd, Optional.of(drafted), failure);
      case DraftFailed(var problem) ->
          new DraftView(meeting, profile, prd, plan, Optional.of(problem));
      case DraftPicked _ -> withoutFailure();
      default -> this;
    };
  }
}
