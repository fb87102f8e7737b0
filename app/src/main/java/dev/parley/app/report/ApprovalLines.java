package dev.parley.app.report;

import dev.parley.app.terminal.Plain;
import dev.parley.orchestrator.Approval;
import dev.parley.orchestrator.RunState;
import java.util.ArrayList;
import java.util.List;

/** What waits for a person, and what persons have said. */
public final class ApprovalLines {

  private static final int TASKS_MAX = 100;
  private static final int REASON_CHARS = 500;

  private ApprovalLines() {}

  /** What waits, and the commands that answer it; of a plan with its tasks. */
  public static List<String> waiting(RunState state) {
    var lines = new ArrayList<String>();
    for (var approval : state.awaited()) {
      if (state.answered(approval)) {
        lines.add(what(approval) + " has been answered, which takes effect when the run goes on");
        continue;
      }
      String answer = state.run() + approval.attempt().map(id -> " " + id.task()).orElse("");
      lines.add(
          what(approval) + " waits for approval: " + Plain.line(approval.reason(), REASON_CHARS));
      if (approval.attempt().isEmpty()) {
        lines.addAll(plan(state));
      }
      lines.add("  parley approve " + answer + ", or: parley reject " + answer + " --comment WHY");
    }
    return lines;
  }

  private static List<String> plan(RunState state) {
    var lines = new ArrayList<String>();
    var tasks = state.draft().plan().map(plan -> plan.graph().tasks()).orElse(List.of());
    tasks.stream()
        .limit(TASKS_MAX)
        .map(task ->
            "  %-8s %s%s"
                .formatted(
                    Plain.line(task.id().value(), 8),
                    Plain.line(task.title(), 72),
                    state
                        .draft()
                        .estimate(task.id())
                        .map(estimate -> "\n           " + EstimateText.of(estimate))
                        .orElse("")))
        .forEach(lines::add);
    if (tasks.size() > TASKS_MAX) {
      lines.add("  and %d more".formatted(tasks.size() - TASKS_MAX));
    }
    return lines;
  }

  /** What was asked for, and who said what to it; a line each. */
  static List<String> all(List<Approval> approvals) {
    return approvals.stream().map(ApprovalLines::line).toList();
  }

  private static String line(Approval approval) {
    String said =
        approval
            .answer()
            .map(answer ->
                "%s by %s at %s%s"
                    .formatted(
                        answer.approved() ? "approved" : "rejected",
                        answer.by(),
                        answer.at(),
                        answer.comment().map(comment -> ": " + comment).orElse("")))
            .orElse("not answered");
    return what(approval) + " " + said + " (" + approval.reason() + ")";
  }

  private static String what(Approval approval) {
    return approval.attempt().map(id -> id.task() + ", attempt " + id.number()).orElse("the plan");
  }
}
