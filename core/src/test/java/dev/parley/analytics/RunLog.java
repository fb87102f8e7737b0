package dev.parley.analytics;

import dev.parley.event.Event;
import dev.parley.event.Payload;
import dev.parley.event.StreamId;
import dev.parley.git.Identity;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunPayload.PlanAdopted;
import dev.parley.orchestrator.RunPayload.RunStarted;
import dev.parley.orchestrator.RunRequest;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.safety.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log in the making, on a clock of its own. */
final class RunLog {

  static final RunId RUN = new RunId("r1");
  static final Instant START = Instant.parse("2026-08-01T10:00:00Z");
  static final ModelName MODEL = ModelName.parse("anthropic/claude-sonnet-4-5");

  private final List<Event> events = new ArrayList<>();
  private final Map<StreamId, Long> versions = new HashMap<>();
  private Instant now = START;

  static AttemptId attempt(String task, int number) {
    return new AttemptId(RUN, new TaskId(task), number);
  }

  static CodingTask task(String id, TaskType type, List<String> requirements, String... after) {
    var dependencies = List.of(after).stream().map(TaskId::new).toList();
    return new CodingTask(
        new TaskId(id),
        "Do " + id,
        "All of it.",
        type,
        List.of(),
        List.of("src/" + id + ".java"),
        dependencies,
        List.of(),
        requirements);
  }

  RunLog begin(Map<String, String> notCovered, CodingTask... tasks) {
    var plan = new Plan(new TaskGraph(List.of(tasks)), notCovered, List.of());
    return run(new RunStarted(request()))
        .append(StreamId.draft(RUN), new PlanDrafted(plan))
        .run(new PlanAdopted(plan));
  }

  RunLog run(Payload payload) {
    return append(StreamId.run(RUN), payload);
  }

  RunLog in(AttemptId attempt, Payload... payloads) {
    for (var payload : payloads) {
      append(StreamId.attempt(attempt), payload);
    }
    return this;
  }

  RunLog telemetry(Payload payload) {
    return append(StreamId.telemetry(RUN), payload);
  }

  RunLog draft(Payload payload) {
    return append(StreamId.draft(RUN), payload);
  }

  RunLog wait(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
    return this;
  }

  List<Event> events() {
    return List.copyOf(events);
  }

  private RunLog append(StreamId stream, Payload payload) {
    long version = versions.merge(stream, 1L, Long::sum);
    events.add(new Event(stream, version, events.size() + 1L, now, payload));
    return this;
  }

  static RunRequest request() {
    return new RunRequest(
        "/repository",
        "base",
        new Identity("Ada", "ada@example.org"),
        "meeting.vtt",
        "builtin",
        new RunRequest.Models(MODEL, MODEL, MODEL, MODEL),
        Limits.STANDARD,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        List.of());
  }
}
