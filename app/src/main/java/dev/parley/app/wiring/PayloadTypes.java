package dev.parley.app.wiring;

import dev.parley.adapters.jackson.JacksonPayloadCodec;
import dev.parley.agent.AgentPayload;
import dev.parley.analytics.AnalyticsPayload;
import dev.parley.attempt.AttemptPayload;
import dev.parley.codebase.CodebasePayload;
import dev.parley.event.Payload;
import dev.parley.event.PayloadCodec;
import dev.parley.integration.IntegrationPayload;
import dev.parley.llm.LlmPayload;
import dev.parley.meeting.MeetingPayload;
import dev.parley.orchestrator.CommandPayload;
import dev.parley.orchestrator.DraftPayload;
import dev.parley.orchestrator.RunPayload;
import dev.parley.planning.PlanningPayload;
import dev.parley.requirements.RequirementsPayload;
import dev.parley.review.ReviewPayload;
import dev.parley.safety.SafetyPayload;
import dev.parley.scheduling.SchedulingPayload;
import dev.parley.verification.VerificationPayload;
import dev.parley.workspace.WorkspacePayload;
import java.util.Map;

/**
 * The name under which each payload is kept. A name is never changed, reused or removed: logs that
 * hold it must replay for ever.
 */
public final class PayloadTypes {

  /** Every payload there is; a test fails on one that is missing here. */
  public static final Map<String, Class<? extends Payload>> ALL =
      Map.ofEntries(
          Map.entry("run.started", RunPayload.RunStarted.class),
          Map.entry("run.listening_due", RunPayload.ListeningDue.class),
          Map.entry("run.plan_adopted", RunPayload.PlanAdopted.class),
          Map.entry("run.extension_adopted", RunPayload.ExtensionAdopted.class),
          Map.entry("run.task_withdrawn", RunPayload.TaskWithdrawn.class),
          Map.entry("run.attempt_started", RunPayload.AttemptStarted.class),
          Map.entry("run.integration_queued", RunPayload.IntegrationQueued.class),
          Map.entry("run.task_failed", RunPayload.TaskFailed.class),
          Map.entry("run.task_cancelled", RunPayload.TaskCancelled.class),
          Map.entry("run.attempt_displaced", RunPayload.AttemptDisplaced.class),
          Map.entry("run.halted", RunPayload.RunHalted.class),
          Map.entry("run.resumed", RunPayload.RunResumed.class),
          Map.entry("run.ended", RunPayload.RunEnded.class),
          Map.entry("run.reopened", RunPayload.RunReopened.class),
          Map.entry("run.task_reopened", RunPayload.TaskReopened.class),
          Map.entry("run.approval_requested", RunPayload.ApprovalRequested.class),
          Map.entry("run.approval_decided", RunPayload.ApprovalDecided.class),
          Map.entry("run.plan_edited", RunPayload.PlanEdited.class),
          Map.entry("command.pause_asked", CommandPayload.PauseAsked.class),
          Map.entry("command.retry_asked", CommandPayload.RetryAsked.class),
          Map.entry("command.approval_answered", CommandPayload.ApprovalAnswered.class),
          Map.entry("command.plan_edit_asked", CommandPayload.PlanEditAsked.class),
          Map.entry("command.cancel_asked", CommandPayload.CancelAsked.class),
          Map.entry("command.resume_asked", CommandPayload.ResumeAsked.class),
          Map.entry("command.breaker_reset", CommandPayload.BreakerReset.class),
          Map.entry("command.stop_asked", CommandPayload.StopAsked.class),
          Map.entry("command.service_asked", CommandPayload.ServiceAsked.class),
          Map.entry("command.forecast_accepted", CommandPayload.ForecastAccepted.class),
          Map.entry("safety.limits_set", SafetyPayload.LimitsSet.class),
          Map.entry("safety.plan_forecast", SafetyPayload.PlanForecast.class),
          Map.entry("draft.picked", DraftPayload.DraftPicked.class),
          Map.entry("draft.listening_done", DraftPayload.ListeningDone.class),
          Map.entry("draft.listening_failed", DraftPayload.ListeningFailed.class),
          Map.entry("draft.failed", DraftPayload.DraftFailed.class),
          Map.entry("scheduling.held", SchedulingPayload.Held.class),
          Map.entry("llm.model_called", LlmPayload.ModelCalled.class),
          Map.entry("llm.call_delayed", LlmPayload.CallDelayed.class),
          Map.entry("llm.breaker_opened", LlmPayload.BreakerOpened.class),
          Map.entry("llm.breaker_closed", LlmPayload.BreakerClosed.class),
          Map.entry("llm.fell_back", LlmPayload.FellBack.class),
          Map.entry("llm.cache_hit", LlmPayload.CacheHit.class),
          Map.entry("meeting.transcript_read", MeetingPayload.TranscriptRead.class),
          Map.entry("meeting.utterances_heard", MeetingPayload.UtterancesHeard.class),
          Map.entry("meeting.speaker_renamed", MeetingPayload.SpeakerRenamed.class),
          Map.entry("meeting.ended", MeetingPayload.MeetingEnded.class),
          Map.entry("codebase.profiled", CodebasePayload.CodebaseProfiled.class),
          Map.entry("requirements.drafted", RequirementsPayload.RequirementsDrafted.class),
          Map.entry("requirements.revised", RequirementsPayload.RequirementsRevised.class),
          Map.entry("planning.plan_drafted", PlanningPayload.PlanDrafted.class),
          Map.entry("planning.plan_extended", PlanningPayload.PlanExtended.class),
          Map.entry("attempt.picked", AttemptPayload.Picked.class),
          Map.entry("attempt.coding_started", AttemptPayload.CodingStarted.class),
          Map.entry("attempt.verifying_started", AttemptPayload.VerifyingStarted.class),
          Map.entry("attempt.reviewing_started", AttemptPayload.ReviewingStarted.class),
          Map.entry("attempt.approved", AttemptPayload.Approved.class),
          Map.entry("attempt.integration_started", AttemptPayload.IntegrationStarted.class),
          Map.entry("attempt.ended", AttemptPayload.Ended.class),
          Map.entry("workspace.prepared", WorkspacePayload.Prepared.class),
          Map.entry("agent.coded", AgentPayload.Coded.class),
          Map.entry("agent.said", AgentPayload.AgentSaid.class),
          Map.entry("agent.tool_used", AgentPayload.ToolUsed.class),
          Map.entry("verification.baseline_taken", VerificationPayload.BaselineTaken.class),
          Map.entry("verification.verified", VerificationPayload.Verified.class),
          Map.entry("review.reviewed", ReviewPayload.Reviewed.class),
          Map.entry("review.waiver_granted", ReviewPayload.WaiverGranted.class),
          Map.entry("review.waiver_withdrawn", ReviewPayload.WaiverWithdrawn.class),
          Map.entry("integration.rebased", IntegrationPayload.Rebased.class),
          Map.entry("analytics.run_recorded", AnalyticsPayload.RunRecorded.class),
          Map.entry("integration.publish_refused", IntegrationPayload.PublishRefused.class));

  private PayloadTypes() {}

  /** The codec of the product's own events. */
  public static PayloadCodec codec() {
    return new JacksonPayloadCodec(ALL);
  }
}
