package dev.parley.orchestrator;

import dev.parley.model.TaskId;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Extension;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a live meeting's requirements has been planned, and from which draft of them.
 *
 * @param requirements the draft from which each was last planned, be it as not to be covered
 * @param tasks the draft from which each was planned
 * @param pending tasks that are planned and not yet in force
 */
public record Planned(
    Map<String, Integer> requirements, Map<TaskId, Integer> tasks, Optional<Extension> pending) {

  static final Planned NOTHING = new Planned(Map.of(), Map.of(), Optional.empty());

  public Planned {
    requirements = Map.copyOf(requirements);
    tasks = Map.copyOf(tasks);
  }

  /** After a plan was made from a draft. */
  Planned with(List<CodingTask> more, Collection<String> notCovered, int draft) {
    var byRequirement = new HashMap<>(requirements);
    var byTask = new HashMap<>(tasks);
    notCovered.forEach(id -> byRequirement.put(id, draft));
    for (var task : more) {
      byTask.put(task.id(), draft);
      task.requirements().forEach(id -> byRequirement.put(id, draft));
    }
    return new Planned(byRequirement, byTask, pending);
  }

  Planned waiting(Extension extension) {
    return new Planned(requirements, tasks, Optional.of(extension));
  }

  Planned adopted() {
    return new Planned(requirements, tasks, Optional.empty());
  }

  /** The draft from which a task was planned; 0 for one that no plan of the meeting made. */
  int draftOf(TaskId task) {
    return tasks.getOrDefault(task, 0);
  }

  /** The draft from which a requirement was last planned; 0 for never. */
  int draftOf(String requirement) {
    return requirements.getOrDefault(requirement, 0);
  }
}
