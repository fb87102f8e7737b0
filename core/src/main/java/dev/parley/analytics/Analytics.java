package dev.parley.analytics;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What many runs add up to.
 *
 * @param runs how many
 * @param figures the eight of every report
 * @param success of the counted tasks, with its interval
 * @param firstAttempt counted tasks that merged at the first attempt, with its interval
 * @param spending all of it, which is what the ledger has of these runs
 * @param outside the part of it that was spent outside of tasks
 * @param recalled what answers of the cache would have cost
 * @param stages time worked on tasks by stage; tasks whose stages are not known are left out
 * @param queued time tasks waited though they were ready
 * @param queueReasons parts of that by reason, where reasons were recorded
 * @param yields of the first, second and further attempts
 * @param failures the most frequent first
 */
public record Analytics(
    int runs,
    Figures figures,
    Wilson success,
    Wilson firstAttempt,
    Spending spending,
    Spending outside,
    Spending recalled,
    Map<Stage, Duration> stages,
    Duration queued,
    Map<String, Duration> queueReasons,
    List<AttemptYield> yields,
    List<FailureCount> failures,
    List<Group> byMeeting,
    List<Group> byRun,
    List<Group> byModel,
    List<Group> byAgent,
    List<Group> byRepository,
    List<Group> byType) {

  private static final String NO_MEETING = "none";

  /** Of runs and all their tasks. */
  public static Analytics of(Collection<RunRecord> runs) {
    var outside = runs.stream().map(RunRecord::outside).reduce(Spending.NONE, Spending::plus);
    var drafts = runs.stream().map(RunRecord::recalled).reduce(Spending.NONE, Spending::plus);
    var tasks = runs.stream().flatMap(run -> run.tasks().stream()).toList();
    return of(runs.size(), tasks, outside, drafts);
  }

  /** Of tasks whose runs are not known. */
  public static Analytics ofTasks(List<TaskRecord> tasks) {
    return of(
        (int) tasks.stream().map(TaskRecord::run).distinct().count(),
        tasks,
        Spending.NONE,
        Spending.NONE);
  }

  private static Analytics of(
      int runs, List<TaskRecord> tasks, Spending outside, Spending recalledOutside) {
    var figures = Figures.of(tasks);
    int first = (int) tasks.stream().filter(t -> t.merged() && t.tried() == 1).count();
    return new Analytics(
        runs,
        figures,
        Wilson.of(figures.completedTasks(), figures.totalTasks()),
        Wilson.of(first, figures.totalTasks()),
        tasks.stream().map(TaskRecord::spending).reduce(outside, Spending::plus),
        outside,
        tasks.stream().map(TaskRecord::recalled).reduce(recalledOutside, Spending::plus),
        stages(tasks),
        WorkTime.sum(tasks.stream().map(TaskRecord::queued).toList()),
        queueReasons(tasks),
        AttemptYield.of(tasks),
        FailureCount.of(tasks),
        Group.by(tasks, task -> task.meeting().map(MeetingRef::id).orElse(NO_MEETING)),
        Group.by(tasks, task -> task.run().value()),
        Group.by(tasks, task -> task.model().toString()),
        Group.by(tasks, TaskRecord::agent),
        Group.by(tasks, TaskRecord::repository),
        Group.by(tasks, task -> task.task().type().wireName()));
  }

  private static Map<Stage, Duration> stages(List<TaskRecord> tasks) {
    var stages = new EnumMap<Stage, Duration>(Stage.class);
    tasks.stream()
        .flatMap(task -> task.attempts().stream())
        .forEach(attempt ->
            attempt.stages().forEach((stage, time) -> stages.merge(stage, time, Duration::plus)));
    return stages;
  }

  private static Map<String, Duration> queueReasons(List<TaskRecord> tasks) {
    var reasons = new TreeMap<String, Duration>();
    tasks.forEach(task ->
        task.queueReasons().forEach((reason, time) -> reasons.merge(reason, time, Duration::plus)));
    return reasons;
  }
}
