package dev.parley.orchestrator;

import dev.parley.agent.AgentPayload.Coded;
import dev.parley.attempt.AttemptState;
import dev.parley.attempt.Outcome;
import dev.parley.git.CommitDraft;
import dev.parley.git.Identity;
import dev.parley.git.MergeResult;
import dev.parley.git.Repository;
import dev.parley.model.AttemptId;
import dev.parley.model.TaskId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The change of a merged task, reversed by plumbing: a commit that goes back to what was before it
 * is merged with what the branch is now, over the merged commit. Where later work stands on the
 * change git cannot tell what is to stay, and an agent must.
 */
final class TakenBack {

  private final Repository repository;
  private final InstantSource clock;

  TakenBack(Repository repository, InstantSource clock) {
    this.repository = repository;
    this.clock = clock;
  }

  /** What a commit on the tip would hold. */
  record Reversal(TaskId undone, String tip, String tree) {

    /**
     * As if an agent had coded it.
     *
     * @param keep makes a commit of a tree on a base that outlives the attempt
     */
    Coded coded(BinaryOperator<String> keep) {
      var summary = "Takes back what " + undone + " did.";
      return new Coded(tip, tree, keep.apply(tip, tree), summary, 0);
    }
  }

  /**
   * The reversal a task asks for.
   *
   * @return empty if the task asks for none, if the change is too much built upon, or if a reversal
   *     was refused before
   */
  Optional<Reversal> of(RunState run, TaskView task, AttemptId attempt, String tip) {
    return task.task()
        .undoes()
        .filter(_ -> task.attempts().stream().noneMatch(earlier -> refused(earlier, attempt)))
        .flatMap(undone -> Optional.ofNullable(run.tasks().get(undone)))
        .flatMap(TaskView::lastOutcome)
        .flatMap(outcome ->
            outcome instanceof Outcome.Merged(var commit)
                ? Optional.of(commit)
                : Optional.<String>empty())
        .flatMap(commit -> reversed(task.task().undoes().orElseThrow(), commit, tip));
  }

  /** Whether an attempt before was refused for what it had done. */
  private static boolean refused(AttemptView earlier, AttemptId attempt) {
    return earlier.id().number() < attempt.number()
        && earlier.state() instanceof AttemptState.Ended(var outcome)
        && !outcome.cutOffFromOutside()
        && !(outcome instanceof Outcome.Conflicted || outcome instanceof Outcome.ReviewUnavailable);
  }

  private Optional<Reversal> reversed(TaskId undone, String commit, String tip) {
    return repository
        .commit(commit + "^")
        .flatMap(before -> {
          var back =
              repository.commit(
                  new CommitDraft(
                      repository.tree(before),
                      List.of(commit),
                      Identity.PARLEY,
                      Identity.PARLEY,
                      clock.instant(),
                      "Parley: back to before " + commit + "\n"));
          return switch (repository.merge(tip, back)) {
            case MergeResult.Clean(var tree) when !tree.equals(repository.tree(tip)) ->
                Optional.of(new Reversal(undone, tip, tree));
            case MergeResult.Clean _, MergeResult.Conflicting _ -> Optional.<Reversal>empty();
          };
        });
  }
}
