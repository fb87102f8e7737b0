package dev.parley.orchestrator;

import dev.parley.agent.AgentPayload.Coded;
import dev.parley.attempt.AttemptState.Ended;
import dev.parley.attempt.Outcome;
import dev.parley.git.Repository;
import dev.parley.model.AttemptId;
import dev.parley.workspace.WorkspacePayload.Prepared;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was left to go on from, because nothing was wrong with it: by workers of this attempt that
 * were interrupted, and by attempts before it that were cut off from outside or that only lacked
 * their review. Good work is not paid for twice.
 */
final class EarlierWork {

  private final List<AttemptView> cutOff;

  /**
   * Work an agent had not finished.
   *
   * @param base the commit it was begun on
   * @param commit of what the worktree held
   * @param reason why it was cut off, in words
   */
  record Unfinished(String base, String commit, String reason) {}

  private EarlierWork(List<AttemptView> cutOff) {
    this.cutOff = cutOff;
  }

  /**
   * Of this attempt and those before it, back to the last that ended by its own doing, and not
   * beyond a hint of the user's: what was made without it is not what they want.
   */
  static EarlierWork of(AttemptId id, TaskView task) {
    var cutOff = new ArrayList<AttemptView>();
    int before = task.reopened().map(TaskView.Reopened::attemptsBefore).orElse(0);
    boolean hinted = task.reopened().flatMap(TaskView.Reopened::hint).isPresent();
    for (var attempt : task.attempts().reversed()) {
      if (attempt.id().number() > id.number()) {
        continue;
      }
      if (hinted && attempt.id().number() <= before) {
        break;
      }
      if (!attempt.id().equals(id) && !goesOn(attempt)) {
        break;
      }
      cutOff.add(attempt);
    }
    return new EarlierWork(cutOff);
  }

  private static boolean goesOn(AttemptView attempt) {
    return attempt.state() instanceof Ended(var outcome)
        && (outcome.cutOffFromOutside() || outcome instanceof Outcome.ReviewUnavailable);
  }

  /** The newest work an agent had finished. */
  Optional<Coded> coded() {
    return cutOff.stream().flatMap(attempt -> attempt.coded().stream()).findFirst();
  }

  /** The newest work an agent had begun. */
  Optional<Unfinished> unfinished(Repository repository) {
    for (var attempt : cutOff) {
      var kept = repository.ref(attempt.id().ref());
      if (kept.isPresent() && attempt.prepared().isPresent()) {
        String begunOn = attempt.prepared().map(Prepared::base).orElseThrow();
        return Optional.of(new Unfinished(begunOn, kept.get(), reason(attempt)));
      }
    }
    return Optional.empty();
  }

  private static String reason(AttemptView attempt) {
    return attempt.state() instanceof Ended(var outcome) ? outcome.inWords() : "interrupted";
  }
}
