package dev.parley.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.AttemptPayload.IntegrationStarted;
import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.codebase.CodebaseProfile;
import dev.parley.event.StreamId;
import dev.parley.meeting.HeardUtterance;
import dev.parley.meeting.LiveTranscript.Heard;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.MeetingPayload.MeetingEnded;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.MeetingPayload.UtterancesHeard;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.DraftPayload.DraftFailed;
import dev.parley.orchestrator.DraftPayload.ListeningFailed;
import dev.parley.orchestrator.RunPayload.ExtensionAdopted;
import dev.parley.orchestrator.RunPayload.ListeningDue;
import dev.parley.orchestrator.RunPayload.RunEnded;
import dev.parley.orchestrator.RunPayload.RunHalted;
import dev.parley.orchestrator.RunPayload.TaskWithdrawn;
import dev.parley.orchestrator.RunRequest.Live;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Extension;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.PlanningPayload.PlanExtended;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import dev.parley.requirements.RequirementsPayload.RequirementsRevised;
import dev.parley.requirements.Revision;
import dev.parley.safety.Forecast.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the tick decides for a run that listens to a meeting. */
class ListeningDecisionsTest extends DecisionsFixture {

  private static final Requirement R1 = requirement("R1", "One");
  private static final Requirement R2 = requirement("R2", "Two");

  private int drafts;
  private ApprovalPolicy approvals = ApprovalPolicy.NONE;

  @Test
  void draftsOnceSomethingWasSaidAndTheCodebaseIsKnown() {
    listen();
    say(100);
    assertThat(payloads()).isEmpty();

    know();

    assertThat(payloads()).containsExactly(new ListeningDue(1));
    decideOnce();
    say(1_000);
    assertThat(payloads()).as("one at a time").isEmpty();
  }

  @Test
  void makesUpForADraftThatFailed() {
    listen();
    know();
    say(700);
    decideOnce();
    add(StreamId.draft(RUN), new ListeningFailed(1, problem()));
    assertThat(payloads()).as("not at once").isEmpty();

    say(600);

    assertThat(payloads()).containsExactly(new ListeningDue(2));
  }

  @Test
  void draftsTheRestAtTheEndHoweverLittleItIs() {
    listen();
    know();
    say(1);
    assertThat(payloads()).isEmpty();

    add(StreamId.meeting(RUN), new MeetingEnded("user"));

    assertThat(payloads()).containsExactly(new ListeningDue(1));
  }

  @Test
  void doesNotEndWhileTheMeetingGoesOn() {
    settled(task("T1", R1));
    end("T1", 1, MERGED);
    assertThat(payloads()).isEmpty();

    add(StreamId.draft(RUN), new TranscriptRead(new Meeting("m", List.of(), List.of())));

    assertThat(payloads()).containsExactly(new RunEnded(RunOutcome.COMPLETED));
  }

  @Test
  void isNotAtRestForAnApprovalWhileTheMeetingGoesOn() {
    approvals = new ApprovalPolicy(false, true, List.of("LICENSE"));
    settled(task("T1", R1));
    gate("T1", 1, "LICENSE");
    decideAll();
    assertThat(state().status(new TaskId("T1"))).isEqualTo(TaskStatus.AWAITING_APPROVAL);
    assertThat(state().atRest()).isEmpty();

    add(StreamId.draft(RUN), new TranscriptRead(new Meeting("m", List.of(), List.of())));

    assertThat(state().atRest()).contains(RunOutcome.AWAITING_APPROVAL);
  }

  @Test
  void haltsWhenTheLastDraftFailsAlthoughWorkHasBegun() {
    settled(task("T1", R1));
    add(StreamId.draft(RUN), new DraftFailed(problem()));

    assertThat(payloads()).hasSize(1).first().isInstanceOf(RunHalted.class);
  }

  @Test
  void cutsOffWhatRunsForSomethingThatWasTakenBack() {
    settled(task("T1", R1), task("T2", R2));
    decideAll();

    revise(List.of(R1), List.of(), List.of(R2));

    var decision = decisions.next(state()).getFirst();
    assertThat(decision.payload())
        .isEqualTo(
            new TaskWithdrawn(new TaskId("T2"), "the meeting took R2 back", Optional.empty()));
    assertThat(decision.cutOff().orElseThrow().attempts()).containsExactly(id("T2", 1));
    decideOnce();
    assertThat(state().status(new TaskId("T2"))).isEqualTo(TaskStatus.WITHDRAWN);
    assertThat(payloads()).isEmpty();
  }

  @Test
  void withdrawsWhatWaitsForSomethingWithdrawn() {
    settled(task("T1", R1), task("T2", R2, "T1"), task("T3", R2, "T2"));
    decideAll();

    revise(List.of(R2), List.of(), List.of(R1));
    decideOnce();

    assertThat(state().statuses().values()).containsOnly(TaskStatus.WITHDRAWN);
    assertThat(Withdrawing.unplanned(state(), List.of("R2"))).containsExactly("R2");
  }

  @Test
  void takesBackWhatHasLandedByATaskOfItsOwn() {
    settled(task("T1", R1), task("T2", R2));
    decideAll();
    end("T1", 1, MERGED);
    end("T2", 1, MERGED);

    revise(List.of(R1), List.of(), List.of(R2));
    decideOnce();

    assertThat(state().status(new TaskId("T2"))).isEqualTo(TaskStatus.MERGED);
    assertThat(startedNow()).containsExactly("T2-undo/1");
    assertThat(view("T2-undo").task().undoes()).contains(new TaskId("T2"));
    end("T2-undo", 1, MERGED);
    assertThat(state().status(new TaskId("T2"))).isEqualTo(TaskStatus.WITHDRAWN);
    add(StreamId.draft(RUN), new TranscriptRead(new Meeting("m", List.of(), List.of())));
    assertThat(payloads()).containsExactly(new RunEnded(RunOutcome.COMPLETED));
  }

  @Test
  void letsAChangeThroughThatIsBeingBroughtInAndTakesItBackThen() {
    settled(task("T1", R1));
    decideAll();
    approve("T1");
    decideAll();
    add(StreamId.attempt(id("T1", 1)), new IntegrationStarted());

    revise(List.of(), List.of(), List.of(R1));
    assertThat(payloads()).isEmpty();

    end("T1", 1, MERGED);
    assertThat(((TaskWithdrawn) payloads().getFirst()).undo()).isPresent();
  }

  @Test
  void plansAnewWhatWasDecidedAnewAndLeavesWhatHasLanded() {
    settled(task("T1", R1), task("T2", R2));
    decideAll();
    end("T1", 1, MERGED);
    var one = requirement("R1", "One, otherwise");
    var two = requirement("R2", "Two, otherwise");

    revise(List.of(one, two), List.of(R1, R2), List.of());
    decideOnce();

    assertThat(state().status(new TaskId("T1"))).isEqualTo(TaskStatus.MERGED);
    assertThat(state().status(new TaskId("T2"))).isEqualTo(TaskStatus.WITHDRAWN);
    assertThat(Withdrawing.unplanned(state(), List.of("R1", "R2"))).containsExactly("R1", "R2");
    extend(task("T3", one), task("T4", two, "T3", "T9-undo"));
    assertThat(Withdrawing.unplanned(state(), List.of("R1", "R2"))).isEmpty();
    assertThat(payloads()).hasSize(1).first().isInstanceOf(ExtensionAdopted.class);
    decideOnce();
    assertThat(view("T4").task().dependencies()).containsExactly(new TaskId("T3"));
    assertThat(startedNow()).containsExactly("T3/1");
    assertThat(payloads()).isEmpty();
  }

  private void listen() {
    var request = request(4, 5, false).listening(new Live(Live.Start.SETTLED, Optional.empty()));
    add(StreamId.run(RUN), new RunPayload.RunStarted(request.withApprovals(approvals)));
  }

  private void know() {
    var profile =
        new CodebaseProfile("c", List.of(), Map.of(), List.of(), List.of(), Map.of(), List.of());
    add(StreamId.draft(RUN), new CodebaseProfiled(profile));
  }

  private void say(int words) {
    var said =
        new HeardUtterance(
            Optional.empty(), "Ada", Optional.empty(), Optional.empty(), "word ".repeat(words));
    add(StreamId.meeting(RUN), new UtterancesHeard(List.of(said)));
  }

  /** A meeting that has settled on both requirements, with these tasks in force. */
  private void settled(CodingTask... tasks) {
    listen();
    know();
    revise(List.of(R1, R2), List.of(), List.of());
    var plan = new Plan(new TaskGraph(List.of(tasks)), Map.of(), List.of());
    add(StreamId.draft(RUN), new PlanDrafted(plan));
    forecast(Amounts.NONE, Amounts.NONE);
    decideOnce();
    decideOnce();
  }

  private void extend(CodingTask... tasks) {
    var extension = new Extension(List.of(tasks), Map.of(), List.of());
    add(StreamId.draft(RUN), new PlanExtended(extension));
  }

  private void revise(
      List<Requirement> now, List<Requirement> changed, List<Requirement> withdrawn) {
    drafts++;
    var added = drafts == 1 ? now : List.<Requirement>of();
    var prd = new Prd("t", now, List.of(), List.of());
    add(
        StreamId.draft(RUN),
        new RequirementsRevised(
            new Revision(drafts, heard(10 * drafts), prd, added, changed, withdrawn)));
  }

  private static Heard heard(int words) {
    return new Heard(words, words, 0, 0, Optional.empty(), false);
  }

  private static Problem problem() {
    return new Problem(Code.MODEL_UNAVAILABLE, "down", "");
  }

  private static Requirement requirement(String id, String text) {
    return new Requirement(id, text, List.of(), List.of("U1"));
  }

  private static CodingTask task(String id, Requirement requirement, String... dependencies) {
    return new CodingTask(
        new TaskId(id),
        id,
        id,
        TaskType.CREATION,
        List.of(),
        List.of(),
        List.of(dependencies).stream().map(TaskId::new).toList(),
        List.of(),
        List.of(requirement.id()));
  }
}
