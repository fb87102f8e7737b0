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
import dev.parley.model.Money;
import dev.parley.model.Problem;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunPayload.AttemptStarted;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.safety.Forecast;
import dev.parley.safety.Forecast.Amounts;
import dev.parley.safety.Forecast.Used;
import dev.parley.safety.LimitKey;
import dev.parley.safety.Limits;
import dev.parley.safety.SafetyPayload.PlanForecast;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A run in miniature: events go in, and what the tick would decide comes out. */
abstract class DecisionsFixture {

  static final RunId RUN = new RunId("r1");
  static final Outcome MERGED = new Outcome.Merged("c0ffee");
  static final Outcome REJECTED = new Outcome.Rejected("review", List.of("wrong"));

  final Decisions decisions = new Decisions(Conditions.Source.UNLIMITED);
  final RunFold fold = new RunFold(RUN);
  long position;
  long version;

  void begin(int slots, CodingTask... tasks) {
    begin(slots, 5, tasks);
  }

  void begin(int slots, int maxFailures, CodingTask... tasks) {
    add(StreamId.run(RUN), new RunPayload.RunStarted(request(slots, maxFailures, false)));
    plan(tasks);
    assertThat(payloads()).hasOnlyElementsOfType(RunPayload.PlanAdopted.class);
    decideOnce();
  }

  void plan(CodingTask... tasks) {
    var profile =
        new CodebaseProfile("c", List.of(), Map.of(), List.of(), List.of(), Map.of(), List.of());
    add(StreamId.draft(RUN), new CodebaseProfiled(profile));
    var plan = new Plan(new TaskGraph(List.of(tasks)), Map.of(), List.of());
    add(StreamId.draft(RUN), new PlanDrafted(plan));
    forecast(Amounts.NONE, Amounts.NONE);
  }

  void forecast(Amounts least, Amounts expected) {
    var forecast =
        new Forecast(least, expected, Duration.ZERO, Money.ZERO, Used.NOTHING, "a guess");
    add(StreamId.draft(RUN), new PlanForecast(forecast));
  }

  List<RunPayload> payloads() {
    return decisions.next(state()).stream().map(Decision::payload).toList();
  }

  List<String> startedNow() {
    var started =
        payloads().stream()
            .map(payload -> ((AttemptStarted) payload).attempt())
            .map(attempt -> attempt.task() + "/" + attempt.number())
            .toList();
    decideOnce();
    return started;
  }

  void decideOnce() {
    payloads().forEach(payload -> add(StreamId.run(RUN), payload));
  }

  void decideAll() {
    for (int round = 0; !payloads().isEmpty(); round++) {
      assertThat(round).as("decisions must come to rest").isLessThan(1_000);
      decideOnce();
    }
  }

  void approve(String task) {
    var stream = StreamId.attempt(id(task, 1));
    add(stream, new Picked(1, "w"));
    add(stream, new CodingStarted());
    add(stream, new VerifyingStarted());
    add(stream, new ReviewingStarted());
    add(stream, new Approved("base", "tree", "patch"));
  }

  /** Both gates passed, on a change of these protected paths. */
  void gate(String task, int attempt, String... protectedPaths) {
    var stream = StreamId.attempt(id(task, attempt));
    add(stream, new Picked(1, "w"));
    add(stream, new CodingStarted());
    add(stream, new VerifyingStarted());
    add(stream, new ReviewingStarted());
    add(stream, new Approved("base", "tree", "patch", Optional.empty(), List.of(protectedPaths)));
  }

  void end(String task, int attempt, Outcome outcome) {
    add(StreamId.attempt(id(task, attempt)), new Ended(outcome));
  }

  void add(StreamId stream, Payload payload) {
    position++;
    boolean decision = stream.equals(StreamId.run(RUN));
    version += decision ? 1 : 0;
    var time = Instant.EPOCH.plusSeconds(position);
    fold.apply(new Event(stream, decision ? version : position, position, time, payload));
  }

  RunState state() {
    return fold.state().orElseThrow();
  }

  TaskView view(String task) {
    return Objects.requireNonNull(state().tasks().get(new TaskId(task)));
  }

  static AttemptId id(String task, int attempt) {
    return new AttemptId(RUN, new TaskId(task), attempt);
  }

  static Outcome overBudget() {
    return new Outcome.OverBudget(
        new Problem(Code.LIMIT_REACHED, "spent", "", Map.of("limit", "max_usd_per_run")));
  }

  static RunRequest request(int slots, int maxFailures, boolean planOnly) {
    var model = new ModelName("scripted", "model");
    var limits =
        Limits.STANDARD
            .with(LimitKey.MAX_TASK_FAILURES_BEFORE_STOP, Integer.toString(maxFailures))
            .with(LimitKey.MAX_CONCURRENT_TASKS, Integer.toString(slots));
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
        planOnly,
        Optional.empty(),
        List.of());
  }

  static CodingTask task(String id, String... dependencies) {
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
