package dev.parley.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.attempt.AttemptPayload.CodingStarted;
import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.AttemptPayload.ReviewingStarted;
import dev.parley.attempt.AttemptPayload.VerifyingStarted;
import dev.parley.attempt.Outcome;
import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.codebase.CodebaseProfile;
import dev.parley.event.Event;
import dev.parley.event.Payload;
import dev.parley.event.StreamId;
import dev.parley.git.Identity;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Problem;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.orchestrator.RunPayload.IntegrationQueued;
import dev.parley.orchestrator.RunPayload.RunEnded;
import dev.parley.orchestrator.RunPayload.RunHalted;
import dev.parley.orchestrator.RunPayload.RunResumed;
import dev.parley.orchestrator.RunPayload.TaskCancelled;
import dev.parley.orchestrator.RunPayload.TaskFailed;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.safety.Limits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run in miniature: events go in, and what the tick would decide comes out. */
class DecisionsTest {

  private static final RunId RUN = new RunId("r1");
  private static final Outcome MERGED = new Outcome.Merged("c0ffee");
  private static final Outcome REJECTED = new Outcome.Rejected("review", List.of("wrong"));

  private final Decisions decisions = new Decisions();
  private final RunFold fold = new RunFold(RUN);
  private long position;
  private long version;

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
    assertThat(due.getFirst().cutOff()).contains(id("A", 1));
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

    assertThat(due.getFirst().job()).contains(new Job.Draft(RUN));
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

  private void begin(int slots, CodingTask... tasks) {
    begin(slots, 5, tasks);
  }

  private void begin(int slots, int maxFailures, CodingTask... tasks) {
    add(StreamId.run(RUN), new RunPayload.RunStarted(request(slots, maxFailures, false)));
    plan(tasks);
    assertThat(payloads()).hasOnlyElementsOfType(RunPayload.PlanAdopted.class);
    decideOnce();
  }

  private void plan(CodingTask... tasks) {
    var profile =
        new CodebaseProfile("c", List.of(), Map.of(), List.of(), List.of(), Map.of(), List.of());
    add(StreamId.draft(RUN), new CodebaseProfiled(profile));
    var plan = new Plan(new TaskGraph(List.of(tasks)), Map.of(), List.of());
    add(StreamId.draft(RUN), new PlanDrafted(plan));
  }

  private List<RunPayload> payloads() {
    return decisions.next(state()).stream().map(Decision::payload).toList();
  }

  private List<String> startedNow() {
    var started =
        payloads().stream()
            .map(payload -> ((AttemptStarted) payload).attempt())
            .map(attempt -> attempt.task() + "/" + attempt.number())
            .toList();
    decideOnce();
    return started;
  }

  private void decideOnce() {
    payloads().forEach(payload -> add(StreamId.run(RUN), payload));
  }

  private void decideAll() {
    for (int round = 0; !payloads().isEmpty(); round++) {
      assertThat(round).as("decisions must come to rest").isLessThan(1_000);
      decideOnce();
    }
  }

  private void approve(String task) {
    var stream = StreamId.attempt(id(task, 1));
    add(stream, new Picked(1, "w"));
    add(stream, new CodingStarted());
    add(stream, new VerifyingStarted());
    add(stream, new ReviewingStarted());
    add(stream, new Approved("base", "tree", "patch"));
  }

  private void end(String task, int attempt, Outcome outcome) {
    add(StreamId.attempt(id(task, attempt)), new Ended(outcome));
  }

  private void add(StreamId stream, Payload payload) {
    position++;
    boolean decision = stream.equals(StreamId.run(RUN));
    version += decision ? 1 : 0;
    var time = Instant.EPOCH.plusSeconds(position);
    fold.apply(new Event(stream, decision ? version : position, position, time, payload));
  }

  private RunState state() {
    return fold.state().orElseThrow();
  }

  private TaskView view(String task) {
    return Objects.requireNonNull(state().tasks().get(new TaskId(task)));
  }

  private static AttemptId id(String task, int attempt) {
    return new AttemptId(RUN, new TaskId(task), attempt);
  }

  private static Outcome overBudget() {
    return new Outcome.OverBudget(
        new Problem(Code.LIMIT_REACHED, "spent", "", Map.of("limit", "max_usd_per_run")));
  }

  private static RunRequest request(int slots, int maxFailures, boolean planOnly) {
    var model = new ModelName("scripted", "model");
    var standard = Limits.STANDARD;
    var limits =
        new Limits(
            standard.maxLlmRequestsPerHour(),
            standard.maxLlmTokensPerDay(),
            maxFailures,
            standard.maxExecutionTimePerTask(),
            standard.maxUsdPerRun(),
            standard.maxUsdPerDay(),
            standard.maxAttemptsPerTask(),
            slots);
    return new RunRequest(
        "/repository",
        "base",
        new Identity("A", "a@example.com"),
        "meeting.vtt",
        "builtin",
        new RunRequest.Models(model, model, model, model),
        limits,
        Optional.empty(),
        Optional.empty(),
        false,
        planOnly);
  }

  private static CodingTask task(String id, String... dependencies) {
    return new CodingTask(
        new TaskId(id),
        id,
        id,
        TaskType.CREATION,
        List.of(),
        List.of(),
        List.of(dependencies).stream().map(TaskId::new).toList(),
        List.of(),
        List.of());
  }
}
