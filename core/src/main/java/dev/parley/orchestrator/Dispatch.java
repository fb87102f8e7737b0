package dev.parley.orchestrator;

import dev.parley.model.TaskId;
import dev.parley.scheduling.Placement;
import dev.parley.scheduling.Ready;
import dev.parley.scheduling.Running;
import dev.parley.scheduling.Scheduler;
import dev.parley.scheduling.Snapshot;
import dev.parley.scheduling.Works;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts before the {@link Scheduler} what a run's state and its surroundings say. Pure. */
public final class Dispatch {

  private static final Scheduler SCHEDULER = new Scheduler();

  /** A provider that has not begun to answer by then is not waited for. */
  private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

  private Dispatch() {}

  /** What would start now, and why the rest would not. */
  public static Placement of(RunState run, Conditions conditions) {
    var graph = Works.of(run.graph(), run.draft().estimates().values());
    var ready =
        ready(run)
            .map(task -> new Ready(task.id(), seconds(run, readySince(run, task))))
            .sorted(SCHEDULER.urgency(graph))
            .toList();
    var snapshot =
        new Snapshot(
            graph,
            ready,
            running(run, conditions),
            run.request().limits().maxConcurrentTasks(),
            conditions.allowances(),
            conditions.conflicts(),
            conditions.primes());
    return SCHEDULER.place(snapshot);
  }

  private static List<Running> running(RunState run, Conditions conditions) {
    return run.running().stream().map(attempt -> running(attempt, conditions.now())).toList();
  }

  private static Running running(AttemptView attempt, Instant now) {
    var elapsed = Duration.between(attempt.startedAt(), now);
    boolean warm = attempt.answered() || elapsed.compareTo(ANSWER_MAX) > 0;
    return new Running(attempt.id().task(), Math.max(0, elapsed.toMillis() / 1000.0), warm);
  }

  /** When the last of what it waited for was there: its dependencies, or its last attempt's end. */
  private static Instant readySince(RunState run, TaskView task) {
    return Stream.concat(
            task.task().dependencies().stream().flatMap(id -> view(run, id).stream()),
            Stream.of(task))
        .flatMap(view -> view.last().stream())
        .map(AttemptView::since)
        .max(Instant::compareTo)
        .orElse(run.startedAt());
  }

  private static Collection<TaskView> view(RunState run, TaskId id) {
    var view = run.tasks().get(id);
    return view == null ? List.of() : List.of(view);
  }

  private static double seconds(RunState run, Instant at) {
    return Duration.between(run.startedAt(), at).toMillis() / 1000.0;
  }

  private static Stream<TaskView> ready(RunState run) {
    return run.statuses().entrySet().stream()
        .filter(entry -> entry.getValue() == TaskStatus.READY)
        .map(Map.Entry::getKey)
        .flatMap(id -> view(run, id).stream());
  }
}
