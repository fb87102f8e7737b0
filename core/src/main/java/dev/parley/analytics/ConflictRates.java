package dev.parley.analytics;

import dev.parley.scheduling.Conflicts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Learns from earlier runs which files changes conflict in. */
public final class ConflictRates {

  /** What is assumed of every file counts as so many changes of it. */
  private static final double PRIOR_WEIGHT = 5;

  private ConflictRates() {}

  /**
   * For each file that any task wrote, the share of changes of it that conflicted.
   *
   * @param repository only its runs count
   */
  public static Conflicts of(List<RunRecord> runs, String repository) {
    var changes = new HashMap<String, Integer>();
    var conflicts = new HashMap<String, Integer>();
    for (var run : runs) {
      if (run.repository().equals(repository)) {
        run.tasks().forEach(task -> count(task, changes, conflicts));
      }
    }
    Map<String, Double> rates = new HashMap<>();
    changes.forEach((file, times) ->
        rates.put(
            file,
            (PRIOR_WEIGHT * Conflicts.PRIOR + conflicts.getOrDefault(file, 0))
                / (PRIOR_WEIGHT + times)));
    return new Conflicts(rates, true);
  }

  private static void count(
      TaskRecord task, Map<String, Integer> changes, Map<String, Integer> conflicts) {
    for (var attempt : task.attempts()) {
      attempt.conflicts().forEach(file -> conflicts.merge(file, 1, Integer::sum));
      attempt.conflicts().forEach(file -> changes.merge(file, 1, Integer::sum));
      if (attempt.merged()) {
        task.task().files().forEach(file -> changes.merge(file, 1, Integer::sum));
      }
    }
  }
}
