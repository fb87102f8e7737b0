package dev.parley.planning;

import dev.parley.model.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One unit of work for one coding agent, ending in one commit.
 *
 * @param filesToCreate paths inside the repository
 * @param dependencies tasks whose commits must have landed first
 * @param requirements ids this task helps to fulfil; empty when the plan came from a file
 * @param undoes a merged task whose change this one takes back
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
    List<String> requirements,
    Optional<TaskId> undoes) {

  public CodingTask {
    filesToCreate = List.copyOf(filesToCreate);
    filesToModify = List.copyOf(filesToModify);
    dependencies = List.copyOf(dependencies);
    acceptance = List.copyOf(acceptance);
    requirements = List.copyOf(requirements);
  }

  /** A task that builds something. */
  public CodingTask(
      TaskId id,
      String title,
      String description,
      TaskType type,
      List<String> filesToCreate,
      List<String> filesToModify,
      List<TaskId> dependencies,
      List<String> acceptance,
      List<String> requirements) {
    this(
        id,
        title,
        description,
        type,
        filesToCreate,
        filesToModify,
        dependencies,
        acceptance,
        requirements,
        Optional.empty());
  }

  /** The same task, to be carried out after others. */
  public CodingTask after(List<TaskId> others) {
    return new CodingTask(
        id,
        title,
        description,
        type,
        filesToCreate,
        filesToModify,
        others,
        acceptance,
        requirements,
        undoes);
  }

  /** Every path the task says it will touch. */
  public List<String> files() {
    return Stream.concat(filesToCreate.stream(), filesToModify.stream()).distinct().toList();
  }
}
