package dev.parley.scheduling;

import dev.parley.model.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * The {@link Scheduler} over tasks whose durations are given, in virtual time: what Parley would do
 * if every task took exactly so long. Pure; ten thousand tasks take about a second.
 */
public final class VirtualRun {

  private final Scheduler scheduler;
  private final WorkGraph graph;
  private final int slots;
  private final Map<TaskId, VirtualTask> tasks = new LinkedHashMap<>();
  private final Map<TaskId, Integer> waitingFor = new HashMap<>();
  private final TreeSet<Ready> ready;
  private final Map<TaskId, Ready> readyById = new HashMap<>();
  private final Map<TaskId, Double> running = new LinkedHashMap<>();
  private final PriorityQueue<Schedule.Entry> ends;
  private final List<Schedule.Entry> entries = new ArrayList<>();

  private VirtualRun(List<VirtualTask> tasks, int slots, Policy policy) {
    this.scheduler = new Scheduler(policy);
    this.graph = WorkGraph.of(tasks.stream().map(VirtualTask::work).toList());
    this.slots = slots;
    this.ready = new TreeSet<>(scheduler.urgency(graph));
    this.ends =
        new PriorityQueue<>((one, other) -> {
          int byTime = Double.compare(one.endSeconds(), other.endSeconds());
          return byTime != 0 ? byTime : graph.place(one.id()) - graph.place(other.id());
        });
    for (var task : tasks) {
      this.tasks.put(task.work().id(), task);
      int open = (int) task.work().dependencies().stream().distinct().count();
      waitingFor.put(task.work().id(), open);
      if (open == 0) {
        makeReady(task.work().id(), 0);
      }
    }
  }

  /**
   * Carries all tasks out.
   *
   * @throws IllegalArgumentException if the tasks are no graph or there is no slot
   */
  public static Schedule of(List<VirtualTask> tasks, int slots, Policy policy) {
    var run = new VirtualRun(tasks, slots, policy);
    run.start(0);
    while (!run.ends.isEmpty()) {
      run.next();
    }
    return new Schedule(run.entries);
  }

  /** No schedule is shorter: the longest path, or all the work spread evenly. */
  public static double lowerBoundSeconds(List<VirtualTask> tasks, int slots) {
    var truth =
        WorkGraph.of(
            tasks.stream()
                .map(task ->
                    new Work(
                        task.work().id(),
                        task.work().dependencies(),
                        task.work().files(),
                        task.work().family(),
                        task.seconds()))
                .toList());
    double work = tasks.stream().mapToDouble(VirtualTask::seconds).sum();
    return Math.max(truth.criticalPath(), work / slots);
  }

  /** All that ends at the next moment at which something does, and what can start then. */
  private void next() {
    double now = Objects.requireNonNull(ends.peek()).endSeconds();
    while (!ends.isEmpty() && ends.peek().endSeconds() == now) {
      end(ends.remove().id(), now);
    }
    start(now);
  }

  private void end(TaskId id, double now) {
    running.remove(id);
    for (var dependent : graph.dependents(id)) {
      if (waitingFor.merge(dependent, -1, Integer::sum) == 0) {
        makeReady(dependent, now);
      }
    }
  }

  private void makeReady(TaskId id, double now) {
    var since = new Ready(id, now);
    readyById.put(id, since);
    ready.add(since);
  }

  private void start(double now) {
    var runs = new ArrayList<Running>();
    running.forEach((id, since) -> runs.add(new Running(id, now - since, true)));
    var snapshot = new Snapshot(graph, ready, runs, slots, List.of(), Conflicts.HARMLESS, false);
    for (var id : scheduler.place(snapshot).starts()) {
      ready.remove(Objects.requireNonNull(readyById.remove(id)));
      running.put(id, now);
      double end = now + Objects.requireNonNull(tasks.get(id)).seconds();
      var entry = new Schedule.Entry(id, now, end);
      entries.add(entry);
      ends.add(entry);
    }
  }
}
