package dev.parley.verification;

import dev.parley.git.Repository;
import java.util.Optional;

/**
 * Runs the checks of a repository on a change, build before test before lint, and holds what fails
 * against what failed before the change. A change whose checks pass costs nothing more; only what
 * fails makes it look for a baseline, and what is new is tried again before it is believed.
 */
public final class Verifier {

  private final Checkouts checkouts;
  private final CheckRunner runner;
  private final Baselines baselines;
  private final Repository repository;
  private final String environment;

  /**
   * @param environment as {@link BaselineKey#environment} gives it
   */
  public Verifier(
      Checkouts checkouts,
      CheckRunner runner,
      Baselines baselines,
      Repository repository,
      String environment) {
    this.checkouts = checkouts;
    this.runner = runner;
    this.baselines = baselines;
    this.repository = repository;
    this.environment = environment;
  }

  /**
   * Verifies a change in a fresh worktree of exactly its tree, which stays leased.
   *
   * @return empty if the profile names no check
   * @throws dev.parley.model.ProblemException INTERRUPTED, NO_SANDBOX, ENVIRONMENT_FAILED if the
   *     change's worktree cannot be set up, GIT_FAILED, DISK_FULL
   */
  public CheckReport verify(Subject subject) {
    var checkout = checkouts.at(subject.lease(), subject.start(), subject.change().commit());
    var base =
        new BaselineSource(
            new BaselineSource.Means(checkouts, runner, baselines, environment),
            subject,
            checkout.profile().checks());
    var results = new Verification(checkouts, runner, subject, base).run(checkout);
    var coverage = results.coverage(() -> diff(subject));
    return new CheckReport(
        subject.change().tree(), results.results(), usedTree(base, subject), coverage);
  }

  /**
   * Gives back the worktrees of verifications under a lease, also those a killed worker held.
   * Idempotent.
   */
  public void release(String lease) {
    checkouts.workspaces().release(lease);
    checkouts.workspaces().release(Subject.baselineLease(lease));
  }

  private static Optional<String> usedTree(BaselineSource base, Subject subject) {
    return base.used() ? Optional.of(subject.base().tree()) : Optional.empty();
  }

  private String diff(Subject subject) {
    return repository.diff(subject.base().tree(), subject.change().tree());
  }
}
