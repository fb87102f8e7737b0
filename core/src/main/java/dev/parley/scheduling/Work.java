package dev.parley.scheduling;

import static dev.parley.model.Require.require;

import dev.parley.model.TaskId;
import java.util.List;
import java.util.Set;

/**
 * One task as a scheduler sees it.
 *
 * @param dependencies tasks that must be done first
 * @param files what it is expected to write
 * @param family tasks of one family read the same files first, and so share more of their prompts
 *     and a warm worktree; blank for a task of no family
 * @param seconds what it is expected to take, all its attempts together; an estimate, never the
 *     truth
 */
public record Work(
    TaskId id, List<TaskId> dependencies, Set<String> files, String family, double seconds) {

  public Work {
    dependencies = List.copyOf(dependencies);
    files = Set.copyOf(files);
    require(seconds >= 0 && Double.isFinite(seconds), "%s takes %f seconds", id, seconds);
  }
}
