package dev.parley.app.run;

import dev.parley.adapters.gitcli.ChangeSource;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.config.Configuration;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.ReviewWiring;
import dev.parley.app.wiring.StageSettings;
import dev.parley.llm.CallContext;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.review.Analyser;
import dev.parley.review.ModelReview;
import dev.parley.review.ReviewGate;
import dev.parley.review.ReviewResult;
import dev.parley.review.ReviewTask;
import dev.parley.review.StoredWaivers;
import dev.parley.review.Verdict;
import dev.parley.review.Waivers;
import dev.parley.safety.PriceCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code parley review}: the gate alone, on a change of the user's. */
public final class ReviewJob {

  private static final String AT_A_LIMIT =
      "See the limits with 'parley limits', raise one with 'parley limits set', or have analysers"
          + " judge alone: --no-llm";

  private static final String STAGED_APART =
      "What the work tree holds was reviewed; what is staged differs from it, and would be reviewed"
          + " with --staged.";

  private final Surroundings surroundings;
  private final Places places;

  public ReviewJob(Surroundings surroundings) {
    Logging.quiet();
    this.surroundings = surroundings;
    this.places = Places.of(surroundings.environment());
  }

  /** Which change. */
  public sealed interface Subject {

    /** What the work tree holds and the last commit does not. */
    record Uncommitted() implements Subject {}

    /** What is staged. */
    record Staged() implements Subject {}

    /** The last commit, since it parted from a revision. */
    record Since(String revision) implements Subject {}

    /**
     * A diff.
     *
     * @param name as the user named the file
     */
    record Diff(String name, String text) implements Subject {}
  }

  /**
   * What the command line asks for.
   *
   * @param folder somewhere in the repository
   * @param noModel whether analysers are to judge alone
   */
  public record Wish(Path folder, Subject subject, Flags flags, boolean noModel) {}

  /**
   * Judges the change.
   *
   * @throws ProblemException BAD_INPUT, NOT_A_REPOSITORY, LIMIT_REACHED, NO_MODEL also if there is
   *     no verdict, ...
   */
  public Verdict review(Wish wish) {
    if (wish.subject() instanceof Subject.Diff diff && !inRepository(wish.folder())) {
      return review(wish, Optional.empty(), diff(diff));
    }
    try (var source =
        new ChangeSource(
            surroundings.resolve(wish.folder()),
            new OsProcessRunner(),
            surroundings.environment())) {
      return review(wish, Optional.of(source), change(source, wish.subject()));
    }
  }

  /** A change, before it is known on whose behalf models are called. */
  @FunctionalInterface
  private interface Change {
    ReviewTask of(CallContext context);
  }

  private boolean inRepository(Path folder) {
    try (var _ =
        new ChangeSource(
            surroundings.resolve(folder), new OsProcessRunner(), surroundings.environment())) {
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }

  private Change change(ChangeSource source, Subject subject) {
    return switch (subject) {
      case Subject.Uncommitted() -> between(source, source.uncommitted());
      case Subject.Staged() -> between(source, source.staged());
      case Subject.Since(var revision) -> {
        if (source.dirty()) {
          warn("what is not committed yet is not reviewed");
        }
        yield between(source, source.since(revision));
      }
      case Subject.Diff diff -> {
        var shown = DiffPaths.of(diff.name(), diff.text());
        yield source
            .patched(diff.text())
            .filter(change -> shown.equals(DiffPaths.of(source, change)))
            .map(change -> between(source, change))
            .orElseGet(() -> {
              warn(
                  diff.name()
                      + " does not apply to the last commit as it is: only what it shows of the"
                      + " files is reviewed");
              return diff(diff);
            });
      }
    };
  }

  private static Change between(ChangeSource source, ChangeSource.Change change) {
    var trees = new Analyser.Trees(change.base(), source.objects().tree(change.head()));
    if (source.objects().tree(trees.base()).equals(trees.head())) {
      throw new Problem(
              Code.BAD_INPUT,
              "there is nothing to review: both trees are the same",
              "Name what the last commit is to be compared with: --base REV")
          .raise();
    }
    return context -> ReviewTask.of(source.objects(), trees, Optional.empty(), List.of(), context);
  }

  private static Change diff(Subject.Diff diff) {
    return context -> {
      var _ = DiffPaths.of(diff.name(), diff.text());
      return ReviewTask.of(diff.text(), context);
    };
  }

  private Verdict review(Wish wish, Optional<ChangeSource> source, Change change) {
    var loaded =
        ConfigurationFiles.load(
            places,
            source.map(ChangeSource::root),
            StoreAccess.limits(places, surroundings.environment()),
            surroundings.environment(),
            wish.flags());
    loaded.warnings().forEach(this::warn);
    var repository = source.map(ChangeSource::identity);
    var verdict = verdict(wish, loaded.configuration(), source, change);
    repository.ifPresent(identity -> new SeenFindings(places, identity).add(verdict));
    return wish.subject() instanceof Subject.Uncommitted
            && source.filter(ChangeSource::stagedApart).isPresent()
        ? verdict.noting(STAGED_APART)
        : verdict;
  }

  private Verdict verdict(
      Wish wish, Configuration configuration, Optional<ChangeSource> source, Change change) {
    if (wish.noModel()) {
      var repository = source.map(ChangeSource::identity);
      var waivers = storedWaivers(repository);
      var access = new ModelAccess(Map.of(), PriceCatalogue.embedded());
      var settings = Equipment.of(surroundings, places, configuration, access);
      var task = change.of(ReviewWiring.WITHOUT_STORE);
      return judged(task, gate(settings, source, Optional.empty(), waivers));
    }
    return withModel(configuration, source, change);
  }

  private Verdict withModel(
      Configuration configuration, Optional<ChangeSource> source, Change change) {
    try {
      return withModelInLimits(configuration, source, change);
    } catch (ProblemException e) {
      var problem = e.problem();
      if (problem.code() != Code.LIMIT_REACHED) {
        throw e;
      }
      throw new ProblemException(new Problem(problem.code(), problem.message(), AT_A_LIMIT), e);
    }
  }

  private Verdict withModelInLimits(
      Configuration configuration, Optional<ChangeSource> source, Change change) {
    try (var reviewing = new ModelReviewing(surroundings, places, configuration)) {
      var task = change.of(reviewing.context());
      surroundings.err().println("reviewing with " + reviewing.name());
      surroundings.err().flush();
      var model = reviewing.model(source.map(each -> each.root().toString()).orElse(""));
      Waivers waivers =
          source.<Waivers>map(each -> reviewing.waivers(each.identity())).orElse(Waivers.NONE);
      var verdict = judged(task, gate(reviewing.settings(), source, Optional.of(model), waivers));
      surroundings.err().println("cost: " + reviewing.cost());
      return verdict;
    }
  }

  private static ReviewGate gate(
      StageSettings settings,
      Optional<ChangeSource> source,
      Optional<ModelReview> model,
      Waivers waivers) {
    var analysers = ReviewWiring.analysers(settings, source.map(ChangeSource::objects));
    return new ReviewGate(analysers, model, waivers, settings.onUnavailable());
  }

  private static Verdict judged(ReviewTask task, ReviewGate gate) {
    return switch (gate.review(task)) {
      case ReviewResult.Judged(var verdict) -> verdict;
      case ReviewResult.Unavailable(var reason) ->
          throw new Problem(
                  Code.NO_MODEL,
                  "there is no verdict: " + reason,
                  "Try again, or have analysers judge alone: --no-llm")
              .raise();
    };
  }

  private Waivers storedWaivers(Optional<String> repository) {
    var inForce =
        repository.flatMap(identity ->
            StoreAccess.look(
                places,
                surroundings.environment(),
                store ->
                    new StoredWaivers(store.eventLog(), identity, surroundings.clock()).inForce()));
    return () -> inForce.orElse(List.of());
  }

  private void warn(String warning) {
    surroundings.err().println("parley: warning: " + Plain.line(warning, 1_000));
  }
}
