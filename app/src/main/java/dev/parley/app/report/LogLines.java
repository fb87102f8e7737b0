package dev.parley.app.report;

import dev.parley.agent.AgentPayload;
import dev.parley.app.terminal.Plain;
import dev.parley.attempt.AttemptPayload;
import dev.parley.codebase.CodebasePayload;
import dev.parley.event.Event;
import dev.parley.event.Payload;
import dev.parley.integration.IntegrationPayload;
import dev.parley.llm.LlmPayload;
import dev.parley.meeting.MeetingPayload;
import dev.parley.model.AttemptId;
import dev.parley.orchestrator.CommandPayload;
import dev.parley.orchestrator.DraftPayload;
import dev.parley.orchestrator.RunPayload;
import dev.parley.planning.PlanningPayload;
import dev.parley.requirements.RequirementsPayload;
import dev.parley.review.ReviewPayload;
import dev.parley.review.Verdict;
import dev.parley.safety.SafetyPayload;
import dev.parley.scheduling.SchedulingPayload;
import dev.parley.verification.VerificationPayload;
import dev.parley.workspace.WorkspacePayload;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Events for people, as lines; all text that others wrote has lost its control characters. */
public final class LogLines {

  private static final int OUTPUT_LINES = 200;

  private LogLines() {}

  /** A line with time and place, and indented below it what was said or printed. */
  public static List<String> of(Event event) {
    var said = said(event.payload());
    if (said.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    var place = attemptOf(event).map(id -> id.task() + "/" + id.number()).orElse("run");
    lines.add(event.time().truncatedTo(ChronoUnit.SECONDS) + " " + place + ": " + said.getFirst());
    said.stream().skip(1).forEach(line -> lines.add("    " + line));
    return lines;
  }

  /** Whether an event is about a task. */
  public static boolean concerns(Event event, String task) {
    return attemptOf(event).filter(id -> id.task().value().equals(task)).isPresent();
  }

  /** Everything about each attempt, as text. */
  static Map<AttemptId, String> byAttempt(List<Event> log) {
    var texts = new LinkedHashMap<AttemptId, StringBuilder>();
    for (var event : log) {
      attemptOf(event)
          .ifPresent(id -> {
            var text = texts.computeIfAbsent(id, _ -> new StringBuilder());
            of(event).forEach(line -> text.append(line).append('\n'));
          });
    }
    var whole = new LinkedHashMap<AttemptId, String>();
    texts.forEach((id, text) -> whole.put(id, text.toString()));
    return whole;
  }

  private static Optional<AttemptId> attemptOf(Event event) {
    return switch (event.payload()) {
      case AgentPayload.AgentSaid said -> Optional.of(said.attempt());
      case AgentPayload.ToolUsed used -> Optional.of(used.attempt());
      case LlmPayload call -> ModelLines.attemptOf(call);
      case RunPayload.AttemptStarted started -> Optional.of(started.attempt());
      case RunPayload.AttemptDisplaced displaced -> Optional.of(displaced.attempt());
      case RunPayload.IntegrationQueued queued -> Optional.of(queued.attempt());
      default -> event.stream().attempt();
    };
  }

  private static List<String> said(Payload payload) {
    return switch (payload) {
      case RunPayload decision -> List.of(decision(decision));
      case AttemptPayload transition -> List.of(transition(transition));
      case AgentPayload work -> work(work);
      case VerificationPayload.Verified(var report) -> CheckLines.log(report, OUTPUT_LINES);
      case ReviewPayload.Reviewed(var verdict) -> review(verdict);
      case IntegrationPayload.Rebased(var onto, _, _) -> List.of("brought onto " + cut(onto));
      case IntegrationPayload.PublishRefused(var problem) ->
          List.of("not published: " + Plain.line(problem.message(), 500));
      case WorkspacePayload.Prepared(var base, _, var millis) ->
          List.of("worktree of " + cut(base) + " ready after " + millis + " ms");
      case LlmPayload call -> List.of(ModelLines.line(call));
      case SchedulingPayload.Held held -> List.of(HeldLine.of(held).orElse("no task waits"));
      case CommandPayload wish -> List.of(WishLines.of(wish));
      case SafetyPayload safety -> List.of(safety(safety));
      default -> draft(payload);
    };
  }

  private static String safety(SafetyPayload payload) {
    return switch (payload) {
      case SafetyPayload.LimitsSet(var changes, var by) ->
          changes.stream()
              .map(change -> change.key().wireName() + "=" + change.value())
              .collect(Collectors.joining(" ", Plain.line(by, 40) + " sets ", ""));
      case SafetyPayload.PlanForecast(var forecast) -> "forecast: " + Forecasts.inWords(forecast);
    };
  }

  private static List<String> draft(Payload payload) {
    return switch (payload) {
      case MeetingPayload said -> List.of(RevisionLines.said(said));
      case CodebasePayload.CodebaseProfiled(var profile) ->
          List.of("repository read: " + profile.files().size() + " files");
      case RequirementsPayload.RequirementsDrafted(var prd) ->
          List.of("requirements written: " + prd.requirements().size());
      case RequirementsPayload.RequirementsRevised(var revision) -> RevisionLines.of(revision);
      case PlanningPayload.PlanDrafted(var plan) ->
          List.of("planned: " + plan.graph().tasks().size() + " tasks");
      case PlanningPayload.PlanExtended(var extension) ->
          List.of("planned: " + extension.tasks().size() + " further tasks");
      case DraftPayload.ListeningFailed(_, var problem) ->
          List.of("nothing written this time: " + Plain.line(problem.message(), 500));
      case DraftPayload.DraftFailed(var problem) ->
          List.of("no plan: " + Plain.line(problem.message(), 500));
      default -> List.of();
    };
  }

  private static String decision(RunPayload decision) {
    return switch (decision) {
      case RunPayload.RunStarted(var request, _) ->
          "started from " + Plain.line(request.source(), 200);
      case RunPayload.PlanAdopted(var plan) ->
          "carrying out " + plan.graph().tasks().size() + " tasks";
      case RunPayload.ListeningDue(var number) -> "requirements are written anew, draft " + number;
      case RunPayload.ExtensionAdopted(var extension) ->
          "carrying out " + extension.tasks().size() + " further tasks";
      case RunPayload.TaskWithdrawn(var task, var reason, _) ->
          task + " withdrawn: " + Plain.line(reason, 500);
      case RunPayload.AttemptStarted(var id, _) -> "attempt " + id.number() + " started";
      case RunPayload.AttemptDisplaced(_, var reason) -> "gives way: " + reason;
      case RunPayload.IntegrationQueued _ -> "its turn to be integrated";
      case RunPayload.TaskFailed(var task, _, var reason) ->
          task + " failed: " + Plain.line(reason, 500);
      case RunPayload.TaskCancelled(var task, var by) ->
          task + " cancelled by " + Plain.line(by, 40);
      case RunPayload.RunHalted(var problem, _) -> "halted: " + Plain.line(problem.message(), 500);
      case RunPayload.RunResumed(var by, _) -> "resumed by " + Plain.line(by, 40);
      case RunPayload.RunEnded(var outcome) -> "ended: " + outcome.wireName();
      case RunPayload.RunReopened(var by) -> "goes on for " + Plain.line(by, 40);
      case RunPayload.TaskReopened(var task, var hint, _) ->
          task + " is tried again" + WishLines.said(hint);
      case RunPayload.ApprovalRequested(var attempt, var reason, _) ->
          attempt.map(id -> id.task().value()).orElse("the plan")
              + " waits for approval: "
              + Plain.line(reason, 500);
      case RunPayload.ApprovalDecided(var attempt, var approved, var comment, var by) ->
          "%s %s by %s%s"
              .formatted(
                  attempt.map(id -> id.task().value()).orElse("the plan"),
                  approved ? "approved" : "rejected",
                  Plain.line(by, 40),
                  WishLines.said(comment));
      case RunPayload.PlanEdited(var plan, var by) ->
          "plan edited by %s: %d tasks".formatted(Plain.line(by, 40), plan.graph().tasks().size());
    };
  }

  private static String transition(AttemptPayload transition) {
    return switch (transition) {
      case AttemptPayload.Picked(_, var worker) -> "picked by " + Plain.line(worker, 80);
      case AttemptPayload.CodingStarted _ -> "coding";
      case AttemptPayload.VerifyingStarted _ -> "verifying";
      case AttemptPayload.ReviewingStarted _ -> "reviewing";
      case AttemptPayload.Approved _ -> "approved";
      case AttemptPayload.IntegrationStarted _ -> "integrating";
      case AttemptPayload.Ended(var outcome) -> Plain.line(outcome.inWords(), 1_000);
    };
  }

  private static List<String> work(AgentPayload work) {
    return switch (work) {
      case AgentPayload.AgentSaid(_, var text) -> below("agent:", text);
      case AgentPayload.ToolUsed used -> {
        var what = Plain.line(used.what(), 300);
        var how = used.error() ? "failed" : "ok";
        yield below("%s (%s, %d ms)".formatted(what, how, used.elapsedMillis()), used.result());
      }
      case AgentPayload.Coded coded ->
          below("agent is done after " + coded.turns() + " turns:", coded.summary());
    };
  }

  private static List<String> review(Verdict verdict) {
    var lines = new ArrayList<String>();
    lines.add(verdict.approved() ? "review: approved" : "review: changes requested");
    verdict.findings().forEach(finding -> lines.add(Plain.line(finding.inWords(), 1_000)));
    return lines;
  }

  private static List<String> below(String head, String text) {
    var lines = new ArrayList<String>();
    lines.add(head);
    lines.addAll(end(text));
    return lines;
  }

  /** The last lines of a text, where the news is. */
  private static List<String> end(String text) {
    var lines = Plain.lines(text).strip().lines().toList();
    return lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size());
  }

  private static String cut(String commit) {
    return commit.substring(0, Math.min(10, commit.length()));
  }
}
