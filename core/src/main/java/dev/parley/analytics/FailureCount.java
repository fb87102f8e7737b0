package dev.parley.analytics;

import dev.parley.analytics.fingerprint.FailureGroups;
import dev.parley.analytics.fingerprint.Fingerprint;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, FailureCount> counts = new LinkedHashMap<>();
    for (var task : tasks) {
      for (var attempt : task.attempts()) {
        attempt
            .failure()
            .map(groups::of)
            .ifPresent(failure ->
                counts.merge(
                    failure.key(),
                    new FailureCount(
                        failure,
                        1,
                        attempt.spending().cost(),
                        attempt.worked(),
                        List.of(task.name())),
                    FailureCount::plus));
      }
    }
    return counts.values().stream()
        .sorted(
            Comparator.comparingInt(FailureCount::attempts)
                .reversed()
                .thenComparing(count -> count.failure().key()))
        .toList();
  }

  private FailureCount plus(FailureCount other) {
    var all = new ArrayList<>(tasks);
    other.tasks.stream().filter(task -> !all.contains(task)).forEach(all::add);
    return new FailureCount(
        failure,
        attempts + other.attempts,
        cost.plus(other.cost),
        worked.plus(other.worked),
        all);
  }
}
