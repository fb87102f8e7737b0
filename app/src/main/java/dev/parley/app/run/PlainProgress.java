package dev.parley.app.run;

import dev.parley.app.report.Forecasts;
import dev.parley.app.terminal.Plain;
import dev.parley.attempt.AttemptState;
import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.CallDelayed;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Progress where nothing can be redrawn: one line whenever a stage changes. */
final class PlainProgress implements RunListener {

  private static final Duration BETWEEN_WAITS_TOLD = Duration.ofSeconds(30);

  private final PrintWriter err;
  private final Map<TaskId, String> told = new HashMap<>();
  private final Map<TaskId, Integer> attempts = new HashMap<>();
  private final Progress progress = new Progress();
  private Instant waitToldAt = Instant.EPOCH;
  private String draft = "";
  private boolean forecast;

  PlainProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void heard(Event event) {
    progress.add(event);
    var now = event.time();
    boolean longAgo =
        now.isBefore(waitToldAt) || !now.isBefore(waitToldAt.plus(BETWEEN_WAITS_TOLD));
    if (event.payload() instanceof CallDelayed && longAgo) {
      progress.waiting(now).ifPresent(line -> err.println(line));
      waitToldAt = now;
    }
  }

  @Override
  public void tick(RunState state) {
    if (state.drafting()) {
      var stage = Progress.draftStage(state);
      if (!stage.equals(draft)) {
        err.println(state.run() + ": " + stage);
        draft = stage;
      }
    }
    if (!forecast && state.draft().forecast().isPresent()) {
      err.println("plan: " + Forecasts.inWords(state.draft().forecast().get()));
      Forecasts.doubts(state).forEach(err::println);
      forecast = true;
    }
    for (var task : state.tasks().values()) {
      var status = state.status(task.id());
      attempts(task);
      var line = line(status, task);
      if (!line.equals(told.put(task.id(), line)) && worthTelling(status)) {
        err.println(line);
      }
    }
    err.flush();
  }

  /** Why a further attempt is made. */
  private void attempts(TaskView task) {
    int before = attempts.getOrDefault(task.id(), 0);
    int now = task.attempts().size();
    if (now > before && now > 1) {
      var last = task.attempts().get(now - 2).state();
      if (last instanceof AttemptState.Ended(var outcome)) {
        err.println(task.id() + ": " + Plain.line(outcome.inWords(), 200));
      }
    }
    attempts.put(task.id(), now);
  }

  private static boolean worthTelling(TaskStatus status) {
    return switch (status) {
      case WAITING, READY -> false;
      case RUNNING, AWAITING_APPROVAL, MERGED, FAILED, BLOCKED, CANCELLED -> true;
    };
  }

  private static String line(TaskStatus status, TaskView task) {
    var line = new StringBuilder(task.id() + ": " + Progress.stage(status, task));
    if (task.attempts().size() > 1) {
      line.append(", attempt ").append(task.attempts().size());
    }
    if (status == TaskStatus.FAILED) {
      task.lastOutcome()
          .ifPresent(outcome -> line.append(": ").append(Plain.line(outcome.inWords(), 200)));
    }
    return line.toString();
  }
}
