package dev.parley.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.attempt.Outcome;
import dev.parley.event.StreamId;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunPayload.ApprovalDecided;
import dev.parley.orchestrator.RunPayload.ApprovalRequested;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.IntegrationQueued;
import dev.parley.orchestrator.RunPayload.PlanAdopted;
import dev.parley.orchestrator.RunPayload.PlanEdited;
import dev.parley.orchestrator.RunPayload.RunReopened;
import dev.parley.orchestrator.RunPayload.TaskReopened;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.TaskGraph;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.RequirementsPayload.RequirementsDrafted;
import dev.parley.safety.Forecast.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What pauses, retries and approvals make of a run. */
class ControlDecisionsTest extends DecisionsFixture {

  private static final Outcome UNVERIFIED = new Outcome.Unverified("no check");
  private static final Optional<TaskId> PLAN = Optional.empty();
  private static final Optional<TaskId> A = Optional.of(new TaskId("A"));
  private static final Optional<String> WHY = Optional.of("because");

  @Test
  void aPausedRunStartsNothingAndIsAtRestOnceWhatRanHasEnded() {
    begin(1, task("A"), task("B"));
    startedNow();

    assertThat(ask(control().pause(false, "me")).changed()).isTrue();
    decideAll();
    assertThat(state().atRest()).as("A still runs").isEmpty();
    end("A", 1, MERGED);
    decideAll();

    assertThat(state().atRest()).contains(RunOutcome.PAUSED);
    assertThat(view("B").attempts()).isEmpty();
    resume();
    assertThat(view("B").attempts()).hasSize(1);
  }

  @Test
  void aPauseAtOnceCutsOffWhatRunsAndChargesNoAttemptForIt() {
    begin(1, task("A"));
    startedNow();
    ask(control().pause(true, "me"));

    var due = decisions.next(state()).getFirst();

    assertThat(due.cutOff().orElseThrow().attempts()).containsExactly(id("A", 1));
    assertThat(due.cutOff().orElseThrow().outcome().cutOffFromOutside()).isTrue();
  }

  @Test
  void aSecondPauseSaysSoAndWritesNothing() {
    begin(1, task("A"));
    startedNow();
    ask(control().pause(false, "me"));
    assertThat(control().pause(false, "me").command()).as("asked, not decided").isEmpty();
    decideAll();

    assertThat(control().pause(false, "me").command()).as("decided").isEmpty();
    assertThat(control().pause(true, "me").command()).as("more than a pause").isPresent();
  }

  @Test
  void aPauseThatAResumeFollowedIsVoid() {
    begin(1, task("A"), task("B"));
    startedNow();
    ask(control().pause(false, "me"));
    add(StreamId.commands(RUN), new CommandPayload.ResumeAsked(Optional.empty(), "me"));

    decideAll();

    assertThat(state().halt()).isEmpty();
  }

  @Test
  void aFailedTaskIsTriedAgainWithFreshAttemptsAndItsRunReopened() {
    begin(1, task("A"), task("B", "A"));
    failThrice("A");
    assertThat(state().ended()).contains(RunOutcome.PARTIAL);

    ask(control().retry(A.get(), WHY, "me"));
    assertThat(payloads())
        .containsExactly(new RunReopened("me"), new TaskReopened(A.get(), WHY, "me"));
    decideOnce();

    assertThat(state().ended()).isEmpty();
    assertThat(state().status(new TaskId("B"))).isEqualTo(TaskStatus.WAITING);
    assertThat(state().failures().inARow()).isZero();
    assertThat(view("A").reopened().orElseThrow().hint()).isEqualTo(WHY);
    for (int attempt = 4; attempt <= 6; attempt++) {
      assertThat(startedNow()).containsExactly("A/" + attempt);
      end("A", attempt, REJECTED);
    }
    decideAll();
    assertThat(state().ended()).contains(RunOutcome.PARTIAL);
  }

  @Test
  void aRetryAnswersOneFailureAndNotTheNext() {
    begin(1, task("A"));
    startedNow();
    end("A", 1, UNVERIFIED);
    decideAll();
    ask(control().retry(A.get(), WHY, "me"));
    decideAll();
    end("A", 2, UNVERIFIED);

    decideAll();

    assertThat(view("A").attempts()).hasSize(2);
    assertThat(state().ended()).contains(RunOutcome.PARTIAL);
  }

  @Test
  void whatAUserWantsTriedAgainDoesNotTripTheBreakerAtOnce() {
    begin(2, 2, task("A"), task("B"), task("C"));
    startedNow();
    end("A", 1, UNVERIFIED);
    end("B", 1, UNVERIFIED);
    decideAll();
    assertThat(state().atRest()).contains(RunOutcome.STOPPED);

    ask(control().retry(A.get(), WHY, "me"));
    decideAll();
    assertThat(state().atRest()).as("a retry only asks").contains(RunOutcome.STOPPED);
    resume();

    assertThat(view("A").attempts()).hasSize(2);
    assertThat(state().failures().inARow()).isEqualTo(1);
  }

  @Test
  void aTaskOfACancelledRunCanBeTriedAgainAndCancelledAgain() {
    begin(1, task("A"), task("B"));
    cancel(PLAN);
    assertThat(state().ended()).contains(RunOutcome.CANCELLED);

    ask(control().retry(A.get(), Optional.empty(), "me"));
    decideAll();
    assertThat(state().status(A.get())).isEqualTo(TaskStatus.RUNNING);
    assertThat(state().status(new TaskId("B"))).isEqualTo(TaskStatus.CANCELLED);
    end("A", 1, MERGED);
    decideAll();
    assertThat(state().ended()).contains(RunOutcome.PARTIAL);
  }

  @Test
  void whatHasNotFailedIsNotTriedAgain() {
    begin(1, task("A"), task("B", "A"));
    startedNow();

    for (var id : List.of("A", "B")) {
      assertThatThrownBy(() -> control().retry(new TaskId(id), WHY, "me"))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(Code.WRONG_STATE));
    }
    assertThatThrownBy(() -> control().retry(new TaskId("Z"), WHY, "me"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(Code.UNKNOWN_TASK));
  }

  @Test
  void aCancelledTaskIsCancelledOnce() {
    begin(1, task("A"), task("B"));
    cancel(A);

    assertThat(control().cancel(A, "me").command()).isEmpty();
  }

  @Test
  void aPlanWaitsUntilSomebodySaysYes() {
    awaitingPlan(task("A"));
    assertThat(state().atRest()).contains(RunOutcome.AWAITING_APPROVAL);

    ask(control().answer(PLAN, true, Optional.empty(), WHY, "me"));
    assertThat(payloads()).containsExactly(new ApprovalDecided(Optional.empty(), true, WHY, "me"));
    decideAll();

    assertThat(state().atRest()).isEmpty();
    assertThat(view("A").attempts()).hasSize(1);
    var again = control().answer(PLAN, true, Optional.empty(), WHY, "you");
    assertThat(again.command()).isEmpty();
    assertThat(again.reply().words()).contains("approved already by me");
    assertThatThrownBy(() -> control().answer(PLAN, false, Optional.empty(), WHY, "you"))
        .hasMessageContaining("approved already");
  }

  @Test
  void aRejectedPlanEndsTheRunAndKeepsTheReason() {
    awaitingPlan(task("A"));

    ask(control().answer(PLAN, false, Optional.empty(), WHY, "me"));
    decideAll();

    assertThat(state().ended()).contains(RunOutcome.CANCELLED);
    assertThat(state().approvals().getFirst().answer().orElseThrow().comment()).isEqualTo(WHY);
    assertThat(state().awaited()).isEmpty();
  }

  @Test
  void anEditedPlanWaitsInItsTurnAndAnAnswerToTheFirstIsVoid() {
    awaitingPlan(task("A"));
    var toTheFirst = control().answer(PLAN, true, Optional.empty(), WHY, "me");

    ask(control().edit(planOf(task("B")), "me"));
    assertThat(decisions.next(state()).getFirst().job())
        .contains(new Job.Draft(RUN, state().version()));
    decideAll();
    ask(toTheFirst);
    decideAll();

    assertThat(state().awaited()).hasSize(1);
    assertThat(state().adopted()).isFalse();
    assertThat(state().atRest()).contains(RunOutcome.AWAITING_APPROVAL);
  }

  @Test
  void anEditedAndApprovedPlanIsCarriedOutOnceItIsKnownWhatItTakes() {
    awaitingPlan(task("A"));

    ask(control().answer(PLAN, true, Optional.of(planOf(task("B"))), WHY, "me"));
    assertThat(payloads())
        .containsExactly(
            new PlanEdited(planOf(task("B")), "me"),
            new ApprovalDecided(Optional.empty(), true, WHY, "me"));
    decideAll();
    assertThat(state().adopted()).isFalse();
    forecast(Amounts.NONE, Amounts.NONE);

    assertThat(payloads()).containsExactly(new PlanAdopted(planOf(task("B"))));
    decideAll();
    assertThat(view("B").attempts()).hasSize(1);
  }

  @Test
  void anEditedPlanIsHeldAgainstTheRequirements() {
    var met = new Requirement("R1", "one", List.of(), List.of());
    var left = new Requirement("R2", "two", List.of(), List.of());
    awaitingPlan(task("A"));
    add(
        StreamId.draft(RUN),
        new RequirementsDrafted(new Prd("t", List.of(met, left), List.of(), List.of())));

    ask(control().edit(planOf(taskFor("B", "R1")), "me"));
    decideOnce();

    assertThat(state().draft().plan().orElseThrow().notCovered())
        .isEqualTo(Map.of("R2", "left out by me, who edited the plan"));
    assertThatThrownBy(() -> control().edit(planOf(taskFor("B", "R9")), "me"))
        .hasMessageContaining("task B fulfils R9, which is no requirement");
  }

  @Test
  void aChangeOfProtectedPathsWaitsWhileOtherTasksGoOn() {
    beginProtected(1, task("A"), task("B"));
    startedNow();
    gate("A", 1, "package-lock.json");

    assertThat(payloads()).hasOnlyElementsOfType(ApprovalRequested.class);
    decideOnce();
    assertThat(startedNow()).containsExactly("B/1");
    end("B", 1, MERGED);
    decideAll();

    assertThat(state().status(A.get())).isEqualTo(TaskStatus.AWAITING_APPROVAL);
    assertThat(state().atRest()).contains(RunOutcome.AWAITING_APPROVAL);
    ask(control().answer(A, true, Optional.empty(), WHY, "me"));
    decideOnce();
    assertThat(payloads()).containsExactly(new IntegrationQueued(id("A", 1)));
  }

  @Test
  void aChangeThatIsTurnedDownIsMadeAgainWithTheComment() {
    beginProtected(1, task("A"));
    startedNow();
    gate("A", 1, "LICENSE");
    decideAll();

    ask(control().answer(A, false, Optional.empty(), WHY, "me"));
    var due = decisions.next(state()).getFirst();
    var rejected = due.cutOff().orElseThrow().outcome();
    decideOnce();
    end("A", 1, rejected);

    assertThat(payloads())
        .containsExactly(new AttemptStarted(id("A", 2), List.of("approval: because")));
  }

  @Test
  void nothingThatSomebodyApprovesGoesOnWhileTheRunIsPaused() {
    beginProtected(1, task("A"));
    startedNow();
    gate("A", 1, "LICENSE");
    decideAll();
    ask(control().pause(false, "me"));
    decideAll();

    ask(control().answer(A, true, Optional.empty(), WHY, "me"));
    decideAll();
    assertThat(state().atRest()).contains(RunOutcome.PAUSED);
    resume();

    assertThat(state().integrating()).contains(id("A", 1));
  }

  @Test
  void noUnprotectedChangeWaits() {
    beginProtected(1, task("A"));
    startedNow();
    gate("A", 1);

    assertThat(payloads()).containsExactly(new IntegrationQueued(id("A", 1)));
  }

  @Test
  void aTaskThatWaitsCanBeCancelled() {
    beginProtected(1, task("A"));
    startedNow();
    gate("A", 1, "LICENSE");
    decideAll();

    cancel(A);
    end("A", 1, new Outcome.Cancelled("me"));
    decideAll();

    assertThat(state().awaited()).isEmpty();
    assertThat(state().ended()).contains(RunOutcome.PARTIAL);
  }

  private Control control() {
    return new Control(state());
  }

  private Reply ask(Control.Wanted wanted) {
    add(StreamId.commands(RUN), wanted.command().orElseThrow());
    return wanted.reply();
  }

  private void cancel(Optional<TaskId> task) {
    ask(control().cancel(task, "me"));
    decideAll();
  }

  private void resume() {
    add(StreamId.commands(RUN), new CommandPayload.ResumeAsked(Optional.empty(), "me"));
    decideAll();
  }

  private void failThrice(String task) {
    for (int attempt = 1; attempt <= 3; attempt++) {
      startedNow();
      end(task, attempt, REJECTED);
    }
    decideAll();
  }

  private void awaitingPlan(CodingTask... tasks) {
    var policy = new ApprovalPolicy(true, false, List.of());
    add(StreamId.run(RUN), new RunPayload.RunStarted(request(2, 5, false).withApprovals(policy)));
    plan(tasks);
    decideAll();
  }

  private void beginProtected(int slots, CodingTask... tasks) {
    var policy = new ApprovalPolicy(false, true, List.of("LICENSE"));
    add(
        StreamId.run(RUN),
        new RunPayload.RunStarted(request(slots, 5, false).withApprovals(policy)));
    plan(tasks);
    assertThat(payloads()).hasOnlyElementsOfType(PlanAdopted.class);
    decideOnce();
  }

  private static CodingTask taskFor(String id, String requirement) {
    var plain = task(id);
    return new CodingTask(
        plain.id(),
        plain.title(),
        plain.description(),
        plain.type(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(requirement));
  }

  private static Plan planOf(CodingTask... tasks) {
    return new Plan(new TaskGraph(List.of(tasks)), Map.of(), List.of());
  }
}
