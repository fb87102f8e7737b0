package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.CommandPayload;
import java.util.Optional;

/** What users asked of a run, in one line each. */
final class WishLines {

  private static final int NAME_CHARS = 40;
  private static final int WORDS_CHARS = 500;

  private WishLines() {}

  static String of(CommandPayload wish) {
    return switch (wish) {
      case CommandPayload.CancelAsked(var task, var by) ->
          who(by) + " asks to cancel " + task.map(TaskId::value).orElse("it");
      case CommandPayload.PauseAsked(var now, var by) ->
          who(by) + " asks to pause" + (now ? " at once" : "");
      case CommandPayload.RetryAsked(var task, var hint, var by) ->
          who(by) + " asks to try " + task + " again" + said(hint);
      case CommandPayload.ApprovalAnswered answer ->
          "%s %s %s%s%s"
              .formatted(
                  who(answer.by()),
                  answer.approved() ? "approves" : "rejects",
                  answer.task().map(TaskId::value).orElse("the plan"),
                  answer.plan().isPresent() ? ", edited" : "",
                  said(answer.comment()));
      case CommandPayload.PlanEditAsked(_, var plan, var by) ->
          "%s edits the plan: %d tasks".formatted(who(by), plan.graph().tasks().size());
      case CommandPayload.ResumeAsked(_, var by) -> who(by) + " asks to go on";
      case CommandPayload.BreakerReset(var by) -> who(by) + " resets the count of failures";
      case CommandPayload.StopAsked(var by) -> who(by) + " pulls the emergency stop";
      case CommandPayload.ForecastAccepted(var by) ->
          who(by) + " wants the plan carried out all the same";
      case CommandPayload.ServiceAsked(var by) -> who(by) + " leaves it to the server";
    };
  }

  /** What somebody said to it; empty if nothing. */
  static String said(Optional<String> words) {
    return words.map(text -> ": " + Plain.line(text, WORDS_CHARS)).orElse("");
  }

  private static String who(String by) {
    return Plain.line(by, NAME_CHARS);
  }
}
