package dev.parley.app.wiring;

import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.AttemptView;
import dev.parley.orchestrator.Conditions;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.orchestrator.TaskView;
import dev.parley.orchestrator.Telemetry;
import dev.parley.scheduling.Conflicts;
import dev.parley.scheduling.MachineRoom;
import dev.parley.scheduling.MachineWatch;
import dev.parley.scheduling.Placement;
import dev.parley.scheduling.SchedulingPayload.Held;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What surrounds the runs that this process serves. Thread-safe. */
final class MachineConditions implements Conditions.Source {

  private final MachineWatch watch;
  private final InstantSource clock;
  private final Telemetry telemetry;
  private final Map<RunId, Map<String, Integer>> told = new ConcurrentHashMap<>();

  MachineConditions(MachineWatch watch, InstantSource clock, Telemetry telemetry) {
    this.watch = watch;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  @Override
  public Conditions of(RunState run) {
    var room = room(watch, run, clock);
    Optional<String> overload =
        watch.mustMakeRoom()
            ? Optional.of("memory: everything waited for it for ten seconds")
            : Optional.empty();
    return new Conditions(
        clock.instant(), room.allowances(), Conflicts.UNKNOWN, overload, true);
  }

  /** What a machine has room for beside what a run has going on it. */
  static MachineRoom room(MachineWatch watch, RunState run, InstantSource clock) {
    var since = clock.instant().minus(MachineWatch.FRESH);
    List<AttemptView> running =
        run.tasks().values().stream()
            .filter(TaskView::running)
            .flatMap(task -> task.last().stream())
            .toList();
    int fresh =
        (int) running.stream().filter(attempt -> attempt.startedAt().isAfter(since)).count();
    var limits = run.request().limits();
    return watch.look(
        running.size(), fresh, new MachineRoom.Caps(limits.cpuPercent(), limits.memoryMb()));
  }

  /** Told once for each change, so that a log shows what was waited for, and how long. */
  @Override
  public void placed(RunState run, Placement placement) {
    var tasks = new HashMap<String, Integer>();
    var words = new HashMap<String, String>();
    for (var ready : readyTasks(run)) {
      placement
          .hold(ready)
          .ifPresent(hold -> {
            tasks.merge(hold.reason().wireName(), 1, Integer::sum);
            words.putIfAbsent(hold.reason().wireName(), hold.words());
          });
    }
    if (!tasks.keySet().equals(told.getOrDefault(run.run(), Map.of()).keySet())) {
      told.put(run.run(), tasks);
      telemetry.add(run.run(), new Held(tasks, words));
    }
  }

  private static List<TaskId> readyTasks(RunState run) {
    return run.statuses().entrySet().stream()
        .filter(entry -> entry.getValue() == TaskStatus.READY)
        .map(Map.Entry::getKey)
        .toList();
  }
}
