package dev.parley.analytics;

import dev.parley.estimation.Assignment;
import dev.parley.estimation.HistoryRow;
import dev.parley.estimation.HistoryRow.Effort;
import dev.parley.estimation.HistorySource;
import dev.parley.estimation.TaskTraits;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The finished tasks of all runs, for the estimator.
 *
 * @param runs their records, up to date
 */
public record TaskHistory(Supplier<List<RunRecord>> runs) implements HistorySource {

  /** Older ones no longer count for the estimator. */
  public static final int MAX_ROWS = 4_000;

  private static final Set<String> CUT_OFF = Set.of("timed_out", "stalled", "over_budget");

  @Override
  public List<HistoryRow> finished() {
    var tasks =
        runs.get().stream()
            .flatMap(run -> run.tasks().stream())
            .filter(TaskRecord::counts)
            .filter(task -> task.tried() > 0)
            .sorted(Comparator.comparing(task -> task.endedAt().orElse(Instant.EPOCH)))
            .toList();
    return tasks.subList(Math.max(0, tasks.size() - MAX_ROWS), tasks.size()).stream()
        .map(TaskHistory::row)
        .toList();
  }

  static HistoryRow row(TaskRecord task) {
    var spending = task.spending();
    var effort =
        new Effort(
            task.worked(),
            task.tried(),
            Optional.of(spending.cost()),
            Optional.of(spending.usage()));
    boolean cutOff =
        !task.attempts().isEmpty()
            && task.attempts().getLast().outcome().filter(CUT_OFF::contains).isPresent();
    return new HistoryRow(
        TaskTraits.of(task.task()),
        new Assignment(task.agent(), task.model().toString(), task.repository()),
        task.startedAt(),
        effort,
        Optional.of(task.merged()),
        cutOff);
  }
}
