package dev.parley.orchestrator;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** A plan by a user's hand, held against the requirements of its run. Pure. */
final class EditedPlan {

  private EditedPlan() {}

  /**
   * The plan, which says of each requirement that no task of it fulfils that this is so.
   *
   * @throws dev.parley.model.ProblemException BAD_INPUT naming the task that fulfils what is no
   *     requirement
   */
  static Plan checked(RunState state, Plan edited, String by) {
    var prd = state.draft().prd();
    return prd.isPresent() ? checked(prd.get(), edited, by) : edited;
  }

  private static Plan checked(Prd prd, Plan edited, String by) {
    var ids = prd.requirements().stream().map(Requirement::id).toList();
    for (var task : edited.graph().tasks()) {
      requireKnown(ids, task);
    }
    var notCovered = new LinkedHashMap<>(edited.notCovered());
    ids.stream()
        .filter(id ->
            edited.graph().tasks().stream().noneMatch(task -> task.requirements().contains(id)))
        .forEach(id -> notCovered.putIfAbsent(id, "left out by " + by + ", who edited the plan"));
    return new Plan(edited.graph(), notCovered, edited.notes());
  }

  private static void requireKnown(List<String> ids, CodingTask task) {
    for (var id : task.requirements()) {
      if (!ids.contains(id)) {
        throw new Problem(
                Code.BAD_INPUT,
                "task %s fulfils %s, which is no requirement of this run".formatted(task.id(), id),
                "Its requirements are: " + ids.stream().collect(Collectors.joining(", ")))
            .raise();
      }
    }
  }
}
