package dev.parley.analytics.insight;

import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.insight.Candidate.Words;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Whether what a task costs, takes and recalls has changed for the worse. */
final class LevelRules {

  private LevelRules() {}

  static List<Candidate> of(Counted all) {
    if (all.tooFew()) {
      return List.of();
    }
    var candidates = new ArrayList<Candidate>();
    var paid = all.where(task -> task.spending().cost().micros() > 0);
    if (!paid.tooFew()) {
      candidates.add(costs(paid));
    }
    var timed = all.where(task -> task.worked().isPositive());
    if (!timed.tooFew()) {
      candidates.add(times(timed));
    }
    var cached = all.where(task -> task.spending().cacheHits().isPresent());
    if (!cached.tooFew() && cached.tasks().stream().anyMatch(LevelRules::hits)) {
      candidates.add(hits(cached));
    }
    return candidates;
  }

  private static boolean hits(TaskRecord task) {
    return task.spending().usage().cacheRead() > 0;
  }

  private static Candidate costs(Counted paid) {
    var shift = LevelShift.ofAmounts(paid, task -> task.spending().cost().micros() / 1e6);
    return new Candidate(
        InsightKind.COST_RISE,
        rising(shift),
        () -> {
          var newest = paid.newest(shift.window());
          long more = (long) ((shift.after() - shift.before()) * 1e6 * shift.window());
          return new Words(
              String.format(
                  Locale.ROOT,
                  "a task costs $%.4f on average in the last %d tasks; such tasks cost $%.4f before",
                  shift.after(),
                  shift.window(),
                  shift.before()),
              "Compare models and prompts before and after: parley analytics --json",
              newest.names(),
              new Money(more),
              Duration.ZERO);
        });
  }

  private static Candidate times(Counted timed) {
    var shift = LevelShift.ofAmounts(timed, task -> task.worked().toMillis() / 1e3);
    return new Candidate(
        InsightKind.SLOWDOWN,
        rising(shift),
        () -> {
          var newest = timed.newest(shift.window());
          double more = (shift.after() - shift.before()) * shift.window();
          return new Words(
              String.format(
                  Locale.ROOT,
                  "a task takes %.0f s on average in the last %d tasks; such tasks took %.0f s before",
                  shift.after(),
                  shift.window(),
                  shift.before()),
              "See which stage grew: parley analytics",
              newest.names(),
              Money.ZERO,
              Duration.ofMillis((long) (more * 1e3)));
        });
  }

  private static double rising(Shift shift) {
    return shift.after() > shift.before() ? shift.chance() : 1;
  }

  private static Candidate hits(Counted cached) {
    var shift = LevelShift.ofFallingShares(cached, task -> task.spending().cacheHits().orElse(0));
    return new Candidate(
        InsightKind.CACHE_DROP,
        shift.after() < shift.before() ? shift.chance() : 1,
        () -> {
          var newest = cached.newest(shift.window());
          return new Words(
              String.format(
                  Locale.ROOT,
                  "%.0f%% of prompt tokens came from the provider's cache in the last %d tasks;"
                      + " before, %.0f%%",
                  100 * shift.after(),
                  shift.window(),
                  100 * shift.before()),
              "See what now differs at the beginning of prompts, such as a changing instruction file",
              newest.names(),
              newest.cost(),
              Duration.ZERO);
        });
  }
}
