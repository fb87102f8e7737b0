package dev.parley.integration;

import dev.parley.attempt.Outcome;
import dev.parley.event.Payload;
import dev.parley.git.CommitDraft;
import dev.parley.git.Identity;
import dev.parley.git.MergeResult;
import dev.parley.git.Repository;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.review.Analyser;
import dev.parley.review.ReviewPayload.Reviewed;
import dev.parley.review.ReviewResult;
import dev.parley.review.ReviewTask;
import dev.parley.review.Reviewer;
import dev.parley.review.Verdict;
import dev.parley.verification.CheckReport;
import dev.parley.verification.Subject;
import dev.parley.verification.Subject.Snapshot;
import dev.parley.verification.VerificationPayload.Verified;
import dev.parley.verification.Verifier;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings one approved change onto the run's branch. Where commits landed since it was approved it
 * is merged with them, set up, verified and, if its context changed, reviewed again; the committed
 * tree is always the one last gated. May be called again after a crash at any step.
 */
public final class Integrator {

  private final Repository repository;
  private final Verifier verifier;
  private final Reviewer reviewer;
  private final InstantSource clock;

  public Integrator(
      Repository repository, Verifier verifier, Reviewer reviewer, InstantSource clock) {
    this.repository = repository;
    this.verifier = verifier;
    this.reviewer = reviewer;
    this.clock = clock;
  }

  /**
   * Lands the change or says why not.
   *
   * @param facts hears what was found out on the way, in order
   * @param stillOurs throws if somebody else has taken over; asked before each ref moves
   * @return Merged, Conflicted, Rejected, Unverified or ReviewUnavailable
   * @throws ProblemException GIT_FAILED, BRANCH_CHECKED_OUT, ENVIRONMENT_FAILED, LIMIT_REACHED,
   *     INTERRUPTED
   */
  public Outcome integrate(Change change, Consumer<Payload> facts, Runnable stillOurs) {
    String branch = change.attempt().run().branch();
    String ref = "refs/heads/" + branch;
    Optional<String> landed = repository.ref(ref);
    if (landed.isPresent() && CommitMessage.isOf(repository.message(landed.get()), change)) {
      return landed(branch, landed.get(), facts, stillOurs);
    }
    String tip = landed.orElse(change.start());
    var gate = tip.equals(change.approved().base()) ? passed(change) : rebase(change, tip, facts);
    return switch (gate) {
      case Gate.Refused(var outcome) -> outcome;
      case Gate.Passed(var tree, var withoutModel) -> {
        String commit = commit(change, tip, tree, withoutModel);
        stillOurs.run();
        if (!repository.moveRef(ref, commit, landed)) {
          yield new Outcome.Failed(moved(branch));
        }
        yield landed(branch, commit, facts, stillOurs);
      }
    };
  }

  /** The name under which a run's integrations hold their worktree. */
  public static String lease(RunId run) {
    return run + ".integrate";
  }

  /** Whether a tree may be committed. */
  private sealed interface Gate {
    record Passed(String tree, Optional<String> withoutModel) implements Gate {}

    record Refused(Outcome outcome) implements Gate {}
  }

  private static Gate passed(Change change) {
    return new Gate.Passed(change.approved().tree(), change.approved().withoutModel());
  }

  private Gate rebase(Change change, String tip, Consumer<Payload> facts) {
    return switch (repository.merge(tip, change.commit())) {
      case MergeResult.Conflicting(var paths) -> new Gate.Refused(new Outcome.Conflicted(paths));
      case MergeResult.Clean(var tree) when tree.equals(repository.tree(tip)) ->
          new Gate.Refused(new Outcome.Failed(nothingLeft()));
      case MergeResult.Clean(var tree) -> gateAgain(change, tip, tree, facts);
    };
  }

  private Gate gateAgain(Change change, String tip, String tree, Consumer<Payload> facts) {
    // The diff has ten lines of context, so an equal patch id means an equal neighbourhood too.
    boolean same = repository.patchId(tip, tree).equals(change.approved().patchId());
    facts.accept(new IntegrationPayload.Rebased(tip, tree, same));
    String commit = commit(change, tip, tree, Optional.empty());
    var refused = verifyAgain(change, tip, new Snapshot(commit, tree), facts);
    if (refused.isPresent()) {
      return new Gate.Refused(refused.get());
    }
    return same
        ? new Gate.Passed(tree, change.approved().withoutModel())
        : reviewAgain(change, tip, tree, facts);
  }

  private Optional<Outcome> verifyAgain(
      Change change, String tip, Snapshot rebased, Consumer<Payload> facts) {
    String lease = lease(change.attempt().run());
    try {
      var base = new Snapshot(tip, repository.tree(tip));
      var report = verifier.verify(new Subject(lease, change.start(), base, rebased));
      facts.accept(new Verified(report));
      return refusal(report, change.allowUnverified());
    } finally {
      verifier.release(lease);
    }
  }

  /** What a report means for the change it is about; empty if it passes. */
  public static Optional<Outcome> refusal(CheckReport report, boolean allowUnverified) {
    if (report.empty() && !allowUnverified) {
      return Optional.of(
          new Outcome.Unverified(
              "no check was found to verify with; name one under [verification] commands in"
                  + " parley.toml, or allow it with --allow-unverified"));
    }
    if (!report.empty() && !report.passed()) {
      return Optional.of(new Outcome.Rejected("verification", report.findings()));
    }
    if (!report.verifies() && !allowUnverified) {
      return Optional.of(
          new Outcome.Unverified(
              "every check fails as it did before the change, so that nothing speaks for it; mend the"
                  + " checks first, or allow it with --allow-unverified"));
    }
    return Optional.empty();
  }

  private Gate reviewAgain(Change change, String tip, String tree, Consumer<Payload> facts) {
    var task =
        ReviewTask.of(
            repository,
            new Analyser.Trees(tip, tree),
            Optional.of(change.task()),
            List.of(),
            change.context());
    return switch (reviewer.review(task)) {
      case ReviewResult.Unavailable(var reason) ->
          new Gate.Refused(new Outcome.ReviewUnavailable(reason));
      case ReviewResult.Judged(var verdict) -> {
        facts.accept(new Reviewed(verdict));
        yield refusal(verdict)
            .<Gate>map(Gate.Refused::new)
            .orElseGet(() -> new Gate.Passed(tree, verdict.withoutModel()));
      }
    };
  }

  /** What a verdict means for the change it is about; empty if it is approved. */
  public static Optional<Outcome> refusal(Verdict verdict) {
    return verdict.approved()
        ? Optional.empty()
        : Optional.of(new Outcome.Rejected("review", verdict.reasons()));
  }

  private String commit(Change change, String parent, String tree, Optional<String> withoutModel) {
    Instant time = clock.instant();
    String message = CommitMessage.of(change, withoutModel);
    return repository.commit(
        new CommitDraft(tree, List.of(parent), change.author(), Identity.PARLEY, time, message));
  }

  private Outcome landed(
      String branch, String commit, Consumer<Payload> facts, Runnable stillOurs) {
    stillOurs.run();
    publish(branch, commit)
        .ifPresent(problem -> facts.accept(new IntegrationPayload.PublishRefused(problem)));
    return new Outcome.Merged(commit);
  }

  /**
   * Brings the newest state of a run's branch to the user's repository, if it is not there yet.
   *
   * @return why not; empty if it is there now or nothing has landed
   */
  public Optional<Problem> publish(RunId run) {
    return repository
        .ref("refs/heads/" + run.branch())
        .flatMap(commit -> publish(run.branch(), commit));
  }

  /** What has landed in the clone is safe; a branch that cannot be moved there is no lost work. */
  private Optional<Problem> publish(String branch, String commit) {
    try {
      var theirs = repository.published(branch);
      boolean there =
          theirs.equals(Optional.of(commit))
              || (repository.fastForwards(theirs, commit)
                  && repository.publish(branch, commit, theirs));
      return there ? Optional.empty() : Optional.of(moved(branch));
    } catch (ProblemException e) {
      if (e.problem().code() == Code.INTERRUPTED) {
        throw e;
      }
      return Optional.of(e.problem());
    }
  }

  private static Problem moved(String branch) {
    return new Problem(
        Code.GIT_FAILED,
        "branch " + branch + " was moved by somebody else; nothing of theirs was overwritten",
        "Rename that branch, then resume the run.");
  }

  private static Problem nothingLeft() {
    return new Problem(
        Code.AGENT_FAILED, "all of the change has landed already with other tasks", "");
  }
}
