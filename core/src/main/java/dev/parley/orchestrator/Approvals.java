package dev.parley.orchestrator;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.orchestrator.CommandPayload.ApprovalAnswered;
import dev.parley.orchestrator.CommandPayload.PlanEditAsked;
import dev.parley.orchestrator.Decision.CutOff;
import dev.parley.orchestrator.RunPayload.ApprovalDecided;
import dev.parley.orchestrator.RunPayload.ApprovalRequested;
import dev.parley.orchestrator.RunPayload.PlanEdited;
import dev.parley.orchestrator.RunPayload.RunEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What waits for a person, and what follows from the answer. While a run is halted answers wait as
 * well: nothing may go on because of them. Pure.
 */
final class Approvals {

  /** The gate by whose name a person's no is told. */
  static final String GATE = "approval";

  private static final int PATHS_NAMED = 5;

  private Approvals() {}

  /** What users have said to what waits. */
  static List<Decision> answered(RunState state) {
    if (state.halt().isPresent()) {
      return List.of();
    }
    var decided = new ArrayList<Decision>();
    for (var approval : state.awaited()) {
      state
          .wishes()
          .answerTo(approval)
          .ifPresent(answer -> decided.addAll(answered(state, approval, answer)));
    }
    return decided;
  }

  private static List<Decision> answered(
      RunState state, Approval approval, CommandPayload.Answer answer) {
    return switch (answer) {
      case ApprovalAnswered said when approval.attempt().isPresent() ->
          List.of(change(approval, said));
      case ApprovalAnswered said -> plan(state, said);
      case PlanEditAsked edit ->
          List.of(edited(state, new PlanEdited(edit.plan(), edit.by())), planRequested());
    };
  }

  private static Decision decided(Approval approval, ApprovalAnswered said) {
    return Decision.of(
        new ApprovalDecided(approval.attempt(), said.approved(), said.comment(), said.by()));
  }

  /** A change that is turned down is one more attempt, with the comment for the next. */
  private static Decision change(Approval approval, ApprovalAnswered said) {
    var decided = decided(approval, said);
    if (said.approved()) {
      return decided;
    }
    String finding = said.comment().orElse("turned down by " + said.by() + ", who gave no reason");
    var attempts = approval.attempt().stream().toList();
    var cutOff = new CutOff(attempts, new Outcome.Rejected(GATE, List.of(finding)));
    return new Decision(decided.payload(), Optional.empty(), Optional.of(cutOff));
  }

  private static List<Decision> plan(RunState state, ApprovalAnswered said) {
    var decided =
        Decision.of(
            new ApprovalDecided(Optional.empty(), said.approved(), said.comment(), said.by()));
    if (!said.approved()) {
      return List.of(decided, Decision.of(new RunEnded(RunOutcome.CANCELLED)));
    }
    return said.plan()
        .map(plan -> List.of(edited(state, new PlanEdited(plan, said.by())), decided))
        .orElse(List.of(decided));
  }

  /** Somebody must say what it will take. */
  private static Decision edited(RunState state, PlanEdited edited) {
    return Decision.of(edited, new Job.Draft(state.run(), state.version()));
  }

  private static Decision planRequested() {
    return Decision.of(
        new ApprovalRequested(
            Optional.empty(), "the plan is to be approved before anything starts", List.of()));
  }

  /** Once there is a plan that fits: adopts it, or asks for it. */
  static List<Decision> ofPlan(RunState state, Decision adopted) {
    if (!state.request().approvalPolicy().plan()) {
      return List.of(adopted);
    }
    var approval = state.planApproval();
    if (approval.isEmpty()) {
      return List.of(planRequested());
    }
    return approval.get().granted() ? List.of(adopted) : List.of();
  }

  /** Asks for each approved change that somebody must look at. */
  static List<Decision> ofChanges(RunState state) {
    return state.tasks().values().stream()
        .filter(task -> task.closed().isEmpty() && task.currentApproval().isEmpty())
        .filter(task -> asks(state, task))
        .flatMap(task -> task.last().stream())
        .map(attempt -> {
          var paths = protectedPaths(attempt);
          return Decision.of(
              new ApprovalRequested(Optional.of(attempt.id()), reason(paths), paths));
        })
        .toList();
  }

  /** Whether nobody must approve a task's change, or somebody has. */
  static boolean integrates(RunState state, TaskView task) {
    return !asks(state, task) || task.currentApproval().filter(Approval::granted).isPresent();
  }

  private static boolean asks(RunState state, TaskView task) {
    return state.request().approvalPolicy().protectedPaths()
        && task.last().filter(attempt -> !protectedPaths(attempt).isEmpty()).isPresent();
  }

  private static List<String> protectedPaths(AttemptView attempt) {
    return attempt.state() instanceof AttemptState.Gated(Approved approved)
        ? approved.protectedPaths()
        : List.of();
  }

  private static String reason(List<String> paths) {
    String named = String.join(", ", paths.subList(0, Math.min(PATHS_NAMED, paths.size())));
    int more = paths.size() - PATHS_NAMED;
    return "the change touches protected paths: " + named + (more > 0 ? ", " + more + " more" : "");
  }
}
