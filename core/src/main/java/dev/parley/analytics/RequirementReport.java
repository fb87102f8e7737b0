package dev.parley.analytics;

import dev.parley.meeting.Utterance;
import dev.parley.model.TaskId;
import dev.parley.requirements.Requirement;
import java.util.List;
import java.util.Optional;

/**
 * One requirement between the words it comes from and the tasks that fulfil it.
 *
 * @param said the utterances it cites, as far as the transcript is known
 * @param tasks in plan order
 * @param notCovered why no task fulfils it
 */
public record RequirementReport(
    Requirement requirement,
    List<Utterance> said,
    List<TaskId> tasks,
    Optional<String> notCovered) {

  public RequirementReport {
    said = List.copyOf(said);
    tasks = List.copyOf(tasks);
  }
}
