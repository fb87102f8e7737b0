package dev.parley.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.Outcome;
import dev.parley.event.StreamId;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.IntegrationQueued;
import dev.parley.orchestrator.RunPayload.RunEnded;
import dev.parley.orchestrator.RunPayload.RunHalted;
import dev.parley.orchestrator.RunPayload.RunResumed;
import dev.parley.orchestrator.RunPayload.TaskCancelled;
import dev.parley.orchestrator.RunPayload.TaskFailed;
import dev.parley.safety.Limits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DecisionsTest extends DecisionsFixture {

  @Test
  void startsEveryTaskWithoutDependenciesUpToTheSlots() {
    begin(2, task("A"), task("B"), task("C"));

    assertThat(startedNow()).containsExactly("A/1", "B/1");
    assertThat(payloads()).isEmpty();
  }

  @Test
  void startsATaskTheMomentItsLastDependencyHasLanded() {
    begin(4, task("A"), task("B"), task("C", "A", "B"));
    assertThat(startedNow()).containsExactly("A/1", "B/1");
    end("A", 1, MERGED);
    assertThat(payloads()).isEmpty();

    end("B", 1, MERGED);

    assertThat(startedNow()).containsExactly("C/1");
  }

  @Test
  void givesTheFindingsOfTheLastAttemptToTheNext() {
    begin(1, task("A"));
    assertThat(startedNow()).containsExactly("A/1");

    end("A", 1, REJECTED);

    assertThat(payloads())
        .containsExactly(
            new AttemptStarted(new AttemptId(RUN, new TaskId("A"), 2), List.of("review: wrong")));
  }

  @Test
  void failsATaskAfterItsLastAttemptAndBlocksWhatNeedsIt() {
    begin(1, task("A"), task("B", "A"));
    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(startedNow()).containsExactly("A/" + attempt);
      end("A", attempt, REJECTED);
    }

    assertThat(payloads()).hasOnlyElementsOfType(TaskFailed.class).hasSize(1);
    decideAll();

    assertThat(state().status(new TaskId("B"))).isEqualTo(TaskStatus.BLOCKED);
    assertThat(state().ended()).contains(RunOutcome.PARTIAL);
  }

  @Test
  void integratesOneChangeAtATime() {
    begin(2, task("A"), task("B"));
    startedNow();
    approve("A");
    approve("B");

    assertThat(payloads()).containsExactly(new IntegrationQueued(id("A", 1)));
    decideAll();
    assertThat(payloads()).isEmpty();

    end("A", 1, MERGED);
    assertThat(payloads()).containsExactly(new IntegrationQueued(id("B", 1)));
  }

  @Test
  void anApprovedTaskFreesItsSlot() {
    begin(1, task("A"), task("B"));
    assertThat(startedNow()).containsExactly("A/1");

    approve("A");
    decideAll();

    assertThat(view("B").attempts()).hasSize(1);
  }

  @Test
  void endsTheRunWhenEverythingHasLanded() {
    begin(1, task("A"));
    startedNow();
    end("A", 1, MERGED);

    assertThat(payloads()).containsExactly(new RunEnded(RunOutcome.COMPLETED));
  }

  @Test
  void aSpentLimitHaltsTheRunAndAResumeGoesOnWithoutChargingTheAttempt() {
    begin(1, task("A"), task("B"));
    startedNow();
    end("A", 1, overBudget());

    assertThat(payloads()).hasOnlyElementsOfType(RunHalted.class).hasSize(1);
    decideAll();
    assertThat(payloads()).isEmpty();
    assertThat(state().atRest()).contains(RunOutcome.STOPPED);

    add(StreamId.commands(RUN), new CommandPayload.ResumeAsked(Optional.of(Limits.CAUTIOUS), "me"));
    assertThat(payloads()).containsExactly(new RunResumed("me", Limits.CAUTIOUS));
    decideAll();

    assertThat(state().atRest()).isEmpty();
    assertThat(state().halt()).isEmpty();
    assertThat(state().request().limits()).isEqualTo(Limits.CAUTIOUS);
    var attempts = view("A");
    assertThat(attempts.attempts()).hasSize(2);
    assertThat(attempts.chargedAttempts()).isZero();
  }

  @Test
  void stopsAfterTooManyFailuresInARowAndLetsRunningWorkFinish() {
    begin(2, 2, task("A"), task("B"), task("C"), task("D"));
    startedNow();
    end("A", 1, new Outcome.Unverified("no check"));
    decideAll();
    end("B", 1, new Outcome.Unverified("no check"));
    decideAll();

    assertThat(state().halt().map(halt -> halt.problem().message()).orElse(""))
        .startsWith("TooManyFailures(2)");
    assertThat(state().atRest()).as("C is still running").isEmpty();
    end("C", 1, MERGED);
    decideAll();
    assertThat(state().atRest()).contains(RunOutcome.STOPPED);
    assertThat(state().status(new TaskId("D"))).isEqualTo(TaskStatus.READY);
  }

  @Test
  void cancelsARunningTaskByTakingItsAttemptAway() {
    begin(1, task("A"), task("B", "A"));
    startedNow();
    add(StreamId.commands(RUN), new CommandPayload.CancelAsked(Optional.of(new TaskId("A")), "me"));

    var due = decisions.next(state());

    assertThat(due).hasSize(1);
    assertThat(due.getFirst().payload()).isEqualTo(new TaskCancelled(new TaskId("A"), "me"));
    assertThat(due.getFirst().cutOff()).contains(new Decision.CutOff(List.of(id("A", 1)), "me"));
  }

  @Test
  void cancellingTheRunClosesEveryTaskAndEndsIt() {
    begin(1, task("A"), task("B", "A"), task("C"));
    assertThat(startedNow()).containsExactly("A/1");
    add(StreamId.commands(RUN), new CommandPayload.CancelAsked(Optional.empty(), "me"));

    decideAll();
    end("A", 1, new Outcome.Cancelled("me"));
    decideAll();

    assertThat(state().ended()).contains(RunOutcome.CANCELLED);
  }

  @Test
  void aFailedDraftHaltsTheRunAndAResumeDraftsAgain() {
    add(StreamId.run(RUN), new RunPayload.RunStarted(request(4, 5, false)));
    add(
        StreamId.draft(RUN),
        new DraftPayload.DraftFailed(new Problem(Code.PLAN_REFUSED, "no plan", "")));
    decideAll();
    assertThat(state().atRest()).contains(RunOutcome.STOPPED);

    add(StreamId.commands(RUN), new CommandPayload.ResumeAsked(Optional.empty(), "me"));
    var due = decisions.next(state());

    assertThat(due.getFirst().job())
        .as("not the job of the first draft, which may be about to end")
        .contains(new Job.Draft(RUN, state().version()));
    decideAll();
    assertThat(state().atRest()).as("not halted again for what is being tried again").isEmpty();
  }

  @Test
  void planningOnlyEndsWithThePlan() {
    add(StreamId.run(RUN), new RunPayload.RunStarted(request(4, 5, true)));
    plan(task("A"));
    decideAll();

    assertThat(state().ended()).contains(RunOutcome.COMPLETED);
    assertThat(view("A").attempts()).isEmpty();
  }
}
