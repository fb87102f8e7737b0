package dev.parley.analytics;

import dev.parley.analytics.fingerprint.FailureGroups;
import dev.parley.analytics.fingerprint.Fingerprint;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often attempts failed in one way, and what that took.
 *
 * @param failure the first of them, which stands for all
 * @param attempts that ended so
 * @param cost of those attempts
 * @param worked on them
 * @param tasks that met it, by {@link TaskRecord#name}, in order
 */
public record FailureCount(
    Fingerprint failure, int attempts, Money cost, Duration worked, List<String> tasks) {

  public FailureCount {
    tasks = List.copyOf(tasks);
  }

  /** Of all attempts at these tasks, the most frequent first. */
  public static List<FailureCount> of(Collection<TaskRecord> tasks) {
    var groups =
        FailureGroups.of(
            tasks.stream()
                .flatMap(task -> task.attempts().stream())
                .flatMap(attempt -> attempt.failure().stream())
                .toList());
    Map<Fingerprint, Sum> sums = new LinkedHashMap<>();
    for (var task : tasks) {
      for (var attempt : task.attempts()) {
        attempt
            .failure()
            .map(groups::of)
            .ifPresent(failure -> sums.computeIfAbsent(failure, _ -> new Sum()).add(task, attempt));
      }
    }
    return sums.entrySet().stream()
        .map(entry -> entry.getValue().of(entry.getKey()))
        .sorted(
            Comparator.comparingInt(FailureCount::attempts)
                .reversed()
                .thenComparing(count -> count.failure().key()))
        .toList();
  }

  private static final class Sum {
    private final Set<String> tasks = new LinkedHashSet<>();
    private int attempts;
    private Money cost = Money.ZERO;
    private Duration worked = Duration.ZERO;

    void add(TaskRecord task, AttemptRecord attempt) {
      tasks.add(task.name());
      attempts++;
      cost = cost.plus(attempt.spending().cost());
      worked = worked.plus(attempt.worked());
    }

    FailureCount of(Fingerprint failure) {
      return new FailureCount(failure, attempts, cost, worked, List.copyOf(tasks));
    }
  }
}
