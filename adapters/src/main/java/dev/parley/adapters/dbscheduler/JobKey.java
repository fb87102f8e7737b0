package dev.parley.adapters.dbscheduler;

import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Job;

/**
 * How a job is named in the queue: the task's name is the run, so that a worker picks only jobs of
 * runs it serves; the instance says which job it is, so that no data need be kept.
 */
final class JobKey {

  private JobKey() {}

  static String instance(Job job) {
    return switch (job) {
      case Job.Tick(_, var position) -> "tick/" + position;
      case Job.Draft(_, var version) -> version == 0 ? "draft" : "draft/" + version;
      case Job.Listen(_, var number) -> "listen/" + number;
      case Job.Attempt(var id) -> "attempt/" + id.task() + "/" + id.number();
      case Job.Integrate(var id) -> "integrate/" + id.task() + "/" + id.number();
    };
  }

  /**
   * The job of an instance.
   *
   * @throws IllegalArgumentException if the instance names none
   */
  static Job parse(RunId run, String instance) {
    int slash = instance.indexOf('/');
    String kind = slash < 0 ? instance : instance.substring(0, slash);
    String rest = instance.substring(slash + 1);
    return switch (kind) {
      case "tick" -> new Job.Tick(run, rest);
      case "draft" -> new Job.Draft(run, slash < 0 ? 0 : Long.parseLong(rest));
      case "listen" -> new Job.Listen(run, Integer.parseInt(rest));
      case "attempt" -> new Job.Attempt(attempt(run, rest));
      case "integrate" -> new Job.Integrate(attempt(run, rest));
      default -> throw new IllegalArgumentException("no job: " + instance);
    };
  }

  private static AttemptId attempt(RunId run, String taskAndNumber) {
    int slash = taskAndNumber.lastIndexOf('/');
    var task = new TaskId(taskAndNumber.substring(0, slash));
    return new AttemptId(run, task, Integer.parseInt(taskAndNumber.substring(slash + 1)));
  }
}
