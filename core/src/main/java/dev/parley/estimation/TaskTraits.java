package dev.parley.estimation;

import static dev.parley.model.Require.require;

import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskClassifier;
import dev.parley.planning.TaskType;
import java.util.List;

/**
 * What is known of a task before it is done.
 *
 * @param dependencies how many tasks must land before it
 */
public record TaskTraits(
    String title,
    String description,
    TaskType type,
    List<String> filesToCreate,
    List<String> filesToModify,
    int dependencies) {

  public TaskTraits {
    filesToCreate = List.copyOf(filesToCreate);
    filesToModify = List.copyOf(filesToModify);
    require(dependencies >= 0, "negative number of dependencies: %d", dependencies);
  }

  public static TaskTraits of(CodingTask task) {
    return new TaskTraits(
        task.title(),
        task.description(),
        task.type(),
        task.filesToCreate(),
        task.filesToModify(),
        task.dependencies().size());
  }

  /** A task that says no more than this, of the type its words suggest. */
  public static TaskTraits ofWords(String title, String description) {
    var type = TaskClassifier.classify(title, description, List.of(), List.of());
    return new TaskTraits(title, description, type, List.of(), List.of(), 0);
  }

  int files() {
    return filesToCreate.size() + filesToModify.size();
  }
}
