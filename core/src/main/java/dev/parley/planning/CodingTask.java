package dev.parley.planning;

import dev.parley.model.TaskId;
import java.util.List;
import java.util.stream.Stream;

/**
 * One unit of work for one coding agent, ending in one commit.
 *
 * @param filesToCreate paths inside the repository
 * @param dependencies tasks whose commits must have landed first
 * @param requirements ids this task helps to fulfil; empty when the plan came from a file
 */
public record CodingTask(
    TaskId id,
    String title,
    String description,
    TaskType type,
    List<String> filesToCreate,
    List<String> filesToModify,
    List<TaskId> dependencies,
    List<String> acceptance,
    List<String> requirements) {

  public CodingTask {
    filesToCreate = List.copyOf(filesToCreate);
    filesToModify = List.copyOf(filesToModify);
    dependencies = List.copyOf(dependencies);
    acceptance = List.copyOf(acceptance);
    requirements = List.copyOf(requirements);
  }

  /** Every path the task says it will touch. */
  public List<String> files() {
    return Stream.concat(filesToCreate.stream(), filesToModify.stream()).distinct().toList();
  }
}
