package dev.parley.app.run;

import dev.parley.app.report.Forecasts;
import dev.parley.app.report.HeldLine;
import dev.parley.app.report.ModelLines;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.app.terminal.Surroundings;
import dev.parley.event.Event;
import dev.parley.llm.LlmPayload.CallDelayed;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.model.Money;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.LiveView;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import dev.parley.requirements.Prd;
import dev.parley.scheduling.SchedulingPayload.Held;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a watched run looks like: the lines of the moment. Pure but for the sums it keeps. */
final class Progress {

  /** More lines than a small terminal has would scroll instead of being redrawn. */
  private static final int TASKS_SHOWN = 16;

  private final Map<TaskId, Money> byTask = new HashMap<>();
  private Money spent = Money.ZERO;
  private Optional<Wait> wait = Optional.empty();
  private Optional<Held> held = Optional.empty();

  /** The wait that ends last. */
  private record Wait(CallDelayed delayed, Instant until) {}

  void add(Event event) {
    if (event.payload() instanceof ModelCalled call) {
      spent = spent.plus(call.cost());
      call.attempt().ifPresent(id -> byTask.merge(id.task(), call.cost(), Money::plus));
    }
    if (event.payload() instanceof Held now) {
      held = Optional.of(now).filter(Held::unusual);
    }
    if (event.payload() instanceof CallDelayed delayed) {
      var until = event.time().plusMillis(delayed.waitMillis());
      if (wait.filter(w -> w.until().isAfter(until)).isEmpty()) {
        wait = Optional.of(new Wait(delayed, until));
      }
    }
  }

  /**
   * A headline, what calls wait for, then a line a task: those under way first, then what waits,
   * then what is done.
   */
  List<String> lines(RunState state, Instant now) {
    var lines = new ArrayList<String>();
    lines.add(headline(state, now));
    if (state.adopted()) {
      state
          .draft()
          .forecast()
          .ifPresent(forecast -> lines.add("  plan: " + Forecasts.inWords(forecast)));
      Forecasts.doubts(state).forEach(doubt -> lines.add("  " + doubt));
    }
    if (!state.adopted()) {
      state.live().ifPresent(live -> lines.addAll(requirements(live)));
    }
    waiting(now).ifPresent(line -> lines.add("  " + line));
    held.flatMap(HeldLine::of).ifPresent(line -> lines.add("  " + line));
    var tasks = new ArrayList<>(state.tasks().values());
    tasks.sort(java.util.Comparator.comparingInt(task -> urgency(state.status(task.id()))));
    tasks.stream().limit(TASKS_SHOWN).forEach(task -> lines.add(line(state, task, now)));
    if (tasks.size() > TASKS_SHOWN) {
      lines.add("  ... and " + (tasks.size() - TASKS_SHOWN) + " more");
    }
    return lines;
  }

  /** What a meeting that is going on has come to, the newest last. */
  private static List<String> requirements(LiveView live) {
    var lines = new ArrayList<String>();
    lines.add(
        "  heard: %d utterances, %d words%s"
            .formatted(
                live.heard().utterances(),
                live.heard().words(),
                live.drafting() ? "; writing requirements" : ""));
    var all = live.history().current().map(Prd::requirements).orElse(List.of());
    all.subList(Math.max(0, all.size() - TASKS_SHOWN), all.size())
        .forEach(
            r -> lines.add("  %-8s %s".formatted(Plain.line(r.id(), 8), Plain.line(r.text(), 80))));
    return lines;
  }

  /** What model calls wait for; empty if none does. */
  Optional<String> waiting(Instant now) {
    return wait.filter(w -> w.until().isAfter(now))
        .map(
            w -> ModelLines.waiting(w.delayed(), Duration.between(now, w.until()).plusMillis(999)));
  }

  private String headline(RunState state, Instant now) {
    var budget = state.request().limits().maxUsdPerRun();
    long merged = count(state, TaskStatus.MERGED);
    String stage =
        state.adopted()
            ? merged + " of " + state.tasks().size() + " tasks merged"
            : draftStage(state);
    return "%s  %s, %s, %s of %s spent"
        .formatted(state.run(), stage, Spans.inWords(since(state.startedAt(), now)), spent, budget);
  }

  static String draftStage(RunState state) {
    if (state.draft().profile().isEmpty()) {
      return "reading the repository";
    }
    if (state.live().filter(live -> !live.closed()).isPresent()) {
      return state.live().filter(live -> live.heard().ended()).isPresent()
          ? "writing the last requirements"
          : "listening";
    }
    return state.draft().prd().isEmpty() && state.draft().meeting().isPresent()
        ? "writing requirements"
        : "planning";
  }

  private String line(RunState state, TaskView task, Instant now) {
    var status = state.status(task.id());
    String stage = stage(status, task);
    String time =
        status == TaskStatus.RUNNING
            ? Spans.inWords(since(task.last().orElseThrow().startedAt(), now))
                + expected(state, task)
            : "";
    String attempt = task.attempts().size() > 1 ? "attempt " + task.attempts().size() : "";
    var cost = byTask.getOrDefault(task.id(), Money.ZERO);
    return "  %-8s %-12s %18s %9s %10s  %s"
        .formatted(
            Plain.line(task.id().value(), 8),
            stage,
            time,
            cost.micros() == 0 ? "" : cost,
            attempt,
            Plain.line(task.task().title(), 60));
  }

  /** Against which what has passed is seen. */
  private static String expected(RunState state, TaskView task) {
    return state
        .draft()
        .estimate(task.id())
        .map(estimate ->
            " of " + Spans.inWords(Duration.ofSeconds(Math.round(estimate.seconds().p50()))))
        .orElse("");
  }

  static String stage(TaskStatus status, TaskView task) {
    if (status != TaskStatus.RUNNING) {
      return status.wireName();
    }
    return task.last().orElseThrow().state().inWord();
  }

  private static int urgency(TaskStatus status) {
    return switch (status) {
      case RUNNING, AWAITING_APPROVAL -> 0;
      case READY -> 1;
      case FAILED, BLOCKED, CANCELLED, WITHDRAWN -> 2;
      case MERGED -> 3;
      case WAITING -> 4;
    };
  }

  private static long count(RunState state, TaskStatus wanted) {
    return state.statuses().values().stream().filter(status -> status == wanted).count();
  }

  private static Duration since(Instant from, Instant now) {
    return Duration.between(from, now);
  }

  /** Redrawn in place where that is possible, else a line whenever a stage changes. */
  static RunListener on(Surroundings surroundings) {
    return surroundings.live()
        ? new LiveProgress(surroundings)
        : new PlainProgress(surroundings.err());
  }
}
