package dev.parley.analytics;

import dev.parley.attempt.Outcome;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.TaskType;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a run did. A task counts once it is merged or failed; blocked and cancelled tasks, and
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

  static Figures of(List<TaskReport> tasks) {
    var counted = tasks.stream().filter(Figures::counts).toList();
    int completed = (int) counted.stream().filter(Figures::merged).count();
    int attempts = counted.stream().mapToInt(task -> task.attempts().size()).sum();
    var worked = counted.stream().map(TaskReport::worked).reduce(Duration.ZERO, Duration::plus);
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

  private static boolean counts(TaskReport task) {
    return switch (task.status()) {
      case MERGED, FAILED -> true;
      case WAITING, READY, RUNNING, AWAITING_APPROVAL, BLOCKED, CANCELLED -> false;
    };
  }

  private static boolean merged(TaskReport task) {
    return task.status() == TaskStatus.MERGED;
  }

  private static Map<String, Integer> failures(List<TaskReport> counted) {
    var failures = new TreeMap<String, Integer>();
    for (var task : counted) {
      for (var attempt : task.attempts()) {
        attempt
            .outcome()
            .filter(outcome -> !(outcome instanceof Outcome.Merged))
            .ifPresent(outcome -> failures.merge(OutcomeNames.of(outcome), 1, Integer::sum));
      }
    }
    return failures;
  }

  private static Map<TaskType, Double> rates(List<TaskReport> counted) {
    var rates = new EnumMap<TaskType, Double>(TaskType.class);
    for (var type : TaskType.values()) {
      var ofType = counted.stream().filter(task -> task.task().type() == type).toList();
      if (!ofType.isEmpty()) {
        int merged = (int) ofType.stream().filter(Figures::merged).count();
        rates.put(type, ratio(merged, ofType.size()));
      }
    }
    return rates;
  }

  private static double ratio(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
