package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The baseline of one verification, looked for when it is first needed. Used by one thread. */
final class BaselineSource {

  private static final Logger log = LoggerFactory.getLogger(BaselineSource.class);

  private final Means means;
  private final Subject subject;
  private final List<RepositoryCommand> checks;
  private Optional<Baseline> baseline = Optional.empty();
  private boolean looked;
  private boolean asked;
  private Optional<String> unavailable = Optional.empty();

  /** What baselines are taken and kept with. */
  record Means(Checkouts checkouts, CheckRunner runner, Baselines baselines, String environment) {}

  /**
   * @param checks in force for the change, and so for its baseline
   */
  BaselineSource(Means means, Subject subject, List<RepositoryCommand> checks) {
    this.means = means;
    this.subject = subject;
    this.checks = Phases.inOrder(checks);
  }

  /**
   * What a check said before; empty if that is not to be had, and then {@link #unavailable} says
   * why.
   */
  Optional<Baseline.Check> of(RepositoryCommand check) {
    if (!looked) {
      looked = true;
      baseline = look();
    }
    return baseline.flatMap(found -> found.of(check));
  }

  /** The same, only if it is kept already: for what is worth a look but no run. */
  Optional<Baseline.Check> known(RepositoryCommand check) {
    if (!looked && !asked) {
      asked = true;
      baseline = means.baselines().known(key());
      looked = baseline.isPresent();
    }
    return baseline.flatMap(found -> found.of(check));
  }

  /** Whether something was compared with it. */
  boolean used() {
    return baseline.isPresent();
  }

  Optional<String> unavailable() {
    return unavailable;
  }

  private String key() {
    var profile = means.checkouts().profiles().gating(subject.start(), subject.base().commit());
    return BaselineKey.of(subject.base().tree(), profile.setup(), checks, means.environment());
  }

  private Optional<Baseline> look() {
    try {
      return Optional.of(means.baselines().of(key(), this::take));
    } catch (ProblemException e) {
      if (e.problem().code() != Code.ENVIRONMENT_FAILED) {
        throw e;
      }
      // The change's own worktree could be set up, so it is not to blame for this.
      unavailable = Optional.of("the base could not be set up, so every failure counts as new");
      return Optional.empty();
    }
  }

  private Baseline take() {
    String lease = Subject.baselineLease(subject.lease());
    try {
      var base = means.checkouts().at(lease, subject.start(), subject.base().commit());
      var results = new ArrayList<Baseline.Check>();
      long elapsed = 0;
      for (var check : checks) {
        var run = means.runner().run(check, base.workspace());
        results.add(run.asBaseline());
        elapsed += run.elapsedMillis();
      }
      log.atInfo()
          .addKeyValue("tree", subject.base().tree())
          .addKeyValue("failing", results.stream().filter(check -> !check.passed()).count())
          .addKeyValue("elapsedMs", elapsed)
          .log("baseline taken");
      return new Baseline(subject.base().tree(), results, elapsed);
    } finally {
      means.checkouts().workspaces().release(lease);
    }
  }
}
