package dev.parley.analytics;

import dev.parley.planning.TaskType;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well tasks went. A task counts once it is merged or failed; blocked and cancelled tasks, and
 * those still under way, are outside of all of it.
 *
 * @param totalTasks completed and failed ones
 * @param completedTasks merged
 * @param successRate from 0 to 1; 0 if no task counts
 * @param averageAttempts a counted task; 0 if none counts
 * @param averageExecutionTime a counted task, over all its attempts, without waiting
 * @param commonFailures how many attempts of counted tasks ended so, by {@link OutcomeNames}
 * @param taskTypeSuccessRates of the types that occur
 */
public record Figures(
    int totalTasks,
    int completedTasks,
    int failedTasks,
    double successRate,
    double averageAttempts,
    Duration averageExecutionTime,
    Map<String, Integer> commonFailures,
    Map<TaskType, Double> taskTypeSuccessRates) {

  public Figures {
    commonFailures = Map.copyOf(commonFailures);
    taskTypeSuccessRates = Map.copyOf(taskTypeSuccessRates);
  }

  static Figures of(Collection<TaskRecord> tasks) {
    var counted = tasks.stream().filter(TaskRecord::counts).toList();
    int completed = (int) counted.stream().filter(TaskRecord::merged).count();
    int attempts = counted.stream().mapToInt(TaskRecord::tried).sum();
    var worked = WorkTime.sum(counted.stream().map(TaskRecord::worked).toList());
    return new Figures(
        counted.size(),
        completed,
        counted.size() - completed,
        ratio(completed, counted.size()),
        ratio(attempts, counted.size()),
        counted.isEmpty() ? Duration.ZERO : worked.dividedBy(counted.size()),
        failures(counted),
        rates(counted));
  }

  private static Map<String, Integer> failures(List<TaskRecord> counted) {
    var failures = new TreeMap<String, Integer>();
    for (var task : counted) {
      for (var attempt : task.attempts()) {
        attempt
            .outcome()
            .filter(_ -> !attempt.merged())
            .ifPresent(outcome -> failures.merge(outcome, 1, Integer::sum));
      }
    }
    return failures;
  }

  private static Map<TaskType, Double> rates(List<TaskRecord> counted) {
    var rates = new EnumMap<TaskType, Double>(TaskType.class);
    for (var type : TaskType.values()) {
      var ofType = counted.stream().filter(task -> task.task().type() == type).toList();
      if (!ofType.isEmpty()) {
        int merged = (int) ofType.stream().filter(TaskRecord::merged).count();
        rates.put(type, ratio(merged, ofType.size()));
      }
    }
    return rates;
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
