package dev.parley.app.server.dashboard;

import dev.parley.meeting.Meeting;
import dev.parley.meeting.Utterance;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskView;
import dev.parley.requirements.Prd;
import dev.parley.requirements.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A requirement between the words it comes from and the commits that fulfil it.
 *
 * @param notCovered why no task fulfils it; empty if one does
 */
public record Provenance(
    String id,
    String text,
    List<String> acceptance,
    List<Words> words,
    List<Landed> tasks,
    Optional<String> notCovered) {

  /**
   * What somebody said.
   *
   * @param at since the meeting's start
   */
  public record Words(String id, String speaker, String at, String text) {

    static Words of(Utterance said) {
      return new Words(
          said.id(),
          Wording.line(said.speaker(), 80),
          said.shownTime().orElse(""),
          Wording.lines(said.text(), 4_000));
    }
  }

  /**
   * A task that fulfils it.
   *
   * @param commit empty while there is none
   */
  public record Landed(String task, String title, StatusMark mark, Optional<String> commit) {}

  /** Of a run's requirements those that are asked for. */
  static List<Provenance> of(RunState state, Predicate<Requirement> which) {
    return state.draft().prd().map(Prd::requirements).orElse(List.of()).stream()
        .filter(which)
        .map(requirement ->
            of(
                state,
                requirement,
                state.draft().meeting().map(Meeting::utterances).orElse(List.of())))
        .toList();
  }

  /**
   * One of them.
   *
   * @param said all that was said
   */
  static Provenance of(RunState state, Requirement requirement, List<Utterance> said) {
    var draft = state.draft();
    return new Provenance(
        requirement.id(),
        Wording.lines(requirement.text(), 4_000),
        requirement.acceptance().stream().map(line -> Wording.line(line, 600)).toList(),
        said.stream().filter(one -> requirement.cites().contains(one.id())).map(Words::of).toList(),
        state.tasks().values().stream()
            .filter(task -> task.task().requirements().contains(requirement.id()))
            .map(task -> landed(state, task))
            .toList(),
        draft
            .plan()
            .flatMap(plan -> Optional.ofNullable(plan.notCovered().get(requirement.id())))
            .map(why -> Wording.line(why, 600)));
  }

  private static Landed landed(RunState state, TaskView task) {
    return new Landed(
        task.id().value(),
        Wording.line(task.task().title(), 160),
        StatusMark.of(state.status(task.id())),
        AttemptPanel.commit(task)
            .map(commit -> commit.substring(0, Math.min(10, commit.length()))));
  }
}
