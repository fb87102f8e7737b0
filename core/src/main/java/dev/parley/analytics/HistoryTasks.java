package dev.parley.analytics;

import dev.parley.estimation.HistoryRow;
import dev.parley.estimation.TaskTraits;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.orchestrator.TaskStatus;
import dev.parley.planning.CodingTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finished tasks that are known from a history file alone, as records: without runs, meetings,
 * stages, and single attempts, which a history does not tell of.
 */
public final class HistoryTasks {

  private static final RunId RUN = new RunId("history");
  private static final String UNKNOWN = "unknown";

  private HistoryTasks() {}

  /**
   * One record a row, in their order; named after its place in the file, from 1. Rows that do not
   * say whether the task merged are left out: they can be in no rate.
   */
  public static List<TaskRecord> of(List<HistoryRow> rows) {
    var tasks = new ArrayList<TaskRecord>();
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      int number = i + 1;
      row.merged().ifPresent(merged -> tasks.add(task(row, number, merged)));
    }
    return tasks;
  }

  private static TaskRecord task(HistoryRow row, int number, boolean merged) {
    var assignment = row.assignment();
    var effort = row.effort();
    return new TaskRecord(
        RUN,
        Optional.empty(),
        known(assignment.repository()),
        known(assignment.agent()),
        model(assignment.model()),
        coding(row.task(), new TaskId("row-" + number)),
        merged ? TaskStatus.MERGED : TaskStatus.FAILED,
        row.startedAt(),
        Optional.empty(),
        Duration.ZERO,
        Map.of(),
        effort.attempts(),
        effort.duration(),
        new Spending(effort.cost().orElse(Money.ZERO), effort.tokens().orElse(TokenUsage.NONE), 0),
        List.of(),
        Optional.empty());
  }

  private static String known(String name) {
    return name.isBlank() ? UNKNOWN : name;
  }

  private static ModelName model(String name) {
    return ModelName.isValid(name) ? ModelName.parse(name) : new ModelName(UNKNOWN, known(name));
  }

  private static CodingTask coding(TaskTraits traits, TaskId id) {
    return new CodingTask(
        id,
        traits.title(),
        traits.description(),
        traits.type(),
        traits.filesToCreate(),
        traits.filesToModify(),
        List.of(),
        List.of(),
        List.of());
  }
}
