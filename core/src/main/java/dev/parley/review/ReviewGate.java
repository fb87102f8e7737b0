package dev.parley.review;

import dev.parley.model.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The review gate: what analysers find, what a model finds in every part of the change, and what of
 * that holds. Approval is computed from findings and coverage.
 */
public final class ReviewGate implements Reviewer {

  private static final Logger logger = LoggerFactory.getLogger(ReviewGate.class);

  private final List<Analyser> analysers;
  private final Optional<ModelReview> model;
  private final Waivers waivers;
  private final OnUnavailable onUnavailable;

  /** What becomes of a change that no model can be asked about. */
  public enum OnUnavailable {
    /** There is no verdict; the change waits. */
    WAIT,
    /** Analysers alone judge it, and the verdict says so. */
    ANALYSERS
  }

  /**
   * @param analysers run before any call
   * @param model empty if analysers are to judge alone
   */
  public ReviewGate(
      List<Analyser> analysers,
      Optional<ModelReview> model,
      Waivers waivers,
      OnUnavailable onUnavailable) {
    this.analysers = List.copyOf(analysers);
    this.model = model;
    this.waivers = waivers;
    this.onUnavailable = onUnavailable;
  }

  @Override
  public ReviewResult review(ReviewTask task) {
    UnifiedDiff diff;
    try {
      diff = ChangedFiles.complete(UnifiedDiff.parse(task.diff()), task.newFiles());
    } catch (MalformedDiffException e) {
      return new ReviewResult.Unavailable("the change cannot be read: " + e.getMessage());
    }
    var settings = model.map(ModelReview::settings).orElse(ReviewSettings.STANDARD);
    var parts = ReviewParts.of(diff, task.newFiles(), settings.partChars());
    var judgement = new Judgement(diff, parts);
    var subject = new Analyser.Subject(diff, task.newFiles(), task.task(), task.trees());
    var crashed = analyse(subject, judgement);
    if (crashed.isPresent()) {
      return new ReviewResult.Unavailable(crashed.get());
    }
    if (parts.isEmpty()) {
      judgement.refuse("The change is empty.");
    } else if (model.isEmpty()) {
      judgement.withoutModel("no model was asked for");
    } else {
      var missing = read(model.get(), task, diff, parts, judgement);
      if (missing.isPresent()) {
        return new ReviewResult.Unavailable(missing.get());
      }
    }
    return new ReviewResult.Judged(judged(task, diff, judgement));
  }

  /** Runs all analysers at once; says which one could not do its work, empty if all could. */
  private Optional<String> analyse(Analyser.Subject subject, Judgement judgement) {
    var work =
        analysers.stream().<Supplier<Analysed>>map(each -> () -> analyse(each, subject)).toList();
    var built = BuiltFiles.of(subject);
    for (var analysed : work.isEmpty() ? List.<Analysed>of() : SideBySide.all(work)) {
      if (analysed.crash().isPresent()) {
        return analysed.crash();
      }
      judgement.found(analysed.report().findings().stream().flatMap(built::weighed).toList());
      analysed.report().notes().forEach(judgement::note);
      judgement.understood(analysed.report().read());
    }
    built.note().ifPresent(judgement::note);
    return Optional.empty();
  }

  /** What an analyser came to, or how it crashed. */
  private record Analysed(Analyser.Report report, Optional<String> crash) {}

  private static Analysed analyse(Analyser analyser, Analyser.Subject subject) {
    try {
      return new Analysed(analyser.examine(subject), Optional.empty());
    } catch (ProblemException e) {
      throw e;
    } catch (RuntimeException e) {
      String name = analyser.getClass().getSimpleName();
      logger.atWarn().setCause(e).addKeyValue("analyser", name).log("an analyser crashed");
      var nothing = new Analyser.Report(List.of(), List.of());
      return new Analysed(nothing, Optional.of("the analyser " + name + " crashed: " + e));
    }
  }

  /** Has the model read it; returns why there can be no verdict, empty if there can. */
  private Optional<String> read(
      ModelReview reader,
      ReviewTask task,
      UnifiedDiff diff,
      List<ReviewPart> parts,
      Judgement judgement) {
    int most = reader.settings().maxParts();
    if (parts.size() > most) {
      judgement.refuse(
          ("The change is too large to be reviewed: it takes %d parts of %d characters, and at most"
                  + " %d are reviewed.")
              .formatted(parts.size(), reader.settings().partChars(), most));
      return Optional.empty();
    }
    var unusable = reader.ask(task, diff, parts, judgement);
    if (unusable.isEmpty() || judgement.blocks()) {
      return Optional.empty();
    }
    if (onUnavailable == OnUnavailable.WAIT) {
      return unusable;
    }
    judgement.withoutModel(unusable.get());
    return Optional.empty();
  }

  private Verdict judged(ReviewTask task, UnifiedDiff diff, Judgement judgement) {
    var marked = judgement.findings(new Marks(diff, task.newFiles()));
    var counted = waivers.applied(new Convergence(task.rounds()).settle(marked));
    var checked =
        judgement.readByModel()
            ? model.map(reader -> reader.refuter(task).check(counted)).orElse(counted)
            : counted;
    return judgement.verdict(task.tree(), checked);
  }
}
