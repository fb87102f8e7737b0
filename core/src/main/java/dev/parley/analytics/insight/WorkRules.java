package dev.parley.analytics.insight;

import dev.parley.analytics.AttemptRecord;
import dev.parley.analytics.CheckRecord;
import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.insight.Candidate.Words;
import dev.parley.model.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks that cannot be relied on, files that conflict, and attempts that no longer pay. */
final class WorkRules {

  private static final double FLAKY_MAX = 0.02;

  /** How often tasks that touch one file conflict in it, in a public study. */
  private static final double CONFLICTS_MAX = 0.28;

  /** An attempt that merges less often than this costs more than a person's look. */
  private static final double YIELD_MIN = 0.15;

  private static final int MIN_FLAKES = 3;

  private WorkRules() {}

  static List<Candidate> of(Counted all) {
    var candidates = new ArrayList<Candidate>();
    candidates.addAll(flakyChecks(all));
    candidates.addAll(hotFiles(all));
    candidates.addAll(yields(all));
    return candidates;
  }

  private static List<Candidate> flakyChecks(Counted all) {
    Map<String, List<CheckRecord>> byName = new TreeMap<>();
    for (var task : all.tasks()) {
      for (var attempt : task.attempts()) {
        attempt
            .checks()
            .forEach(
                check -> byName.computeIfAbsent(check.name(), _ -> new ArrayList<>()).add(check));
      }
    }
    return least(
        byName.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= Counted.MIN_TASKS)
            .map(entry -> flaky(all, entry.getKey(), entry.getValue(), byName.size()))
            .toList());
  }

  private static Candidate flaky(Counted all, String name, List<CheckRecord> checks, int names) {
    var flakes = checks.stream().filter(CheckRecord::flaky).toList();
    double chance =
        Betting.chance(checks.stream().map(check -> check.flaky() ? 1.0 : 0.0).toList(), FLAKY_MAX);
    return new Candidate(
        InsightKind.FLAKY_CHECK,
        flakes.size() < MIN_FLAKES ? 1 : Math.min(1, chance * names),
        () ->
            new Words(
                String.format(
                    Locale.ROOT,
                    "check '%s' failed and passed on the very same tree in %d of %d verifications",
                    name,
                    flakes.size(),
                    checks.size()),
                "Mend or leave out its unstable tests; they are named in parley report RUN",
                all.where(task ->
                        task.attempts().stream()
                            .flatMap(attempt -> attempt.checks().stream())
                            .anyMatch(check -> check.flaky() && check.name().equals(name)))
                    .names(),
                Money.ZERO,
                Duration.ofMillis(flakes.stream().mapToLong(CheckRecord::elapsedMillis).sum())));
  }

  private static List<Candidate> hotFiles(Counted all) {
    var files = new TreeSet<String>();
    all.tasks().forEach(task -> task.attempts().forEach(a -> files.addAll(a.conflicts())));
    return least(
        files.stream()
            // Of those only that said so: of the others nobody knows who touched it in peace.
            .map(file ->
                hot(all.where(task -> task.task().files().contains(file)), file, files.size()))
            .toList());
  }

  private static boolean conflicts(TaskRecord task, String file) {
    return task.attempts().stream().anyMatch(attempt -> attempt.conflicts().contains(file));
  }

  private static Candidate hot(Counted touching, String file, int files) {
    double chance =
        touching.tooFew()
            ? 1
            : Betting.chance(touching.values(t -> conflicts(t, file) ? 1 : 0), CONFLICTS_MAX);
    var hit = touching.where(task -> conflicts(task, file));
    return new Candidate(
        InsightKind.HOT_FILE,
        Math.min(1, chance * files),
        () -> {
          var lost =
              hit.tasks().stream()
                  .flatMap(task -> task.attempts().stream())
                  .filter(attempt -> attempt.conflicts().contains(file))
                  .toList();
          return new Words(
              String.format(
                  Locale.ROOT,
                  "%d of %d tasks planned to touch %s conflicted in it; usual is %.0f%%",
                  hit.size(),
                  touching.size(),
                  file,
                  100 * CONFLICTS_MAX),
              "Split " + file + ", or plan the tasks that touch it one after the other",
              hit.names(),
              cost(lost),
              worked(lost));
        });
  }

  private static List<Candidate> yields(Counted all) {
    Map<Integer, List<AttemptRecord>> byNumber = new TreeMap<>();
    for (var task : all.tasks()) {
      for (var attempt : task.attempts()) {
        if (attempt.number() > 1 && attempt.outcome().isPresent()) {
          byNumber.computeIfAbsent(attempt.number(), _ -> new ArrayList<>()).add(attempt);
        }
      }
    }
    return least(
        byNumber.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= Counted.MIN_TASKS)
            .map(entry -> retries(all, entry.getKey(), entry.getValue(), byNumber.size()))
            .toList());
  }

  private static Candidate retries(
      Counted all, int number, List<AttemptRecord> attempts, int numbers) {
    double chance =
        Betting.chance(
            attempts.stream().map(attempt -> attempt.merged() ? 0.0 : 1.0).toList(), 1 - YIELD_MIN);
    long merged = attempts.stream().filter(AttemptRecord::merged).count();
    return new Candidate(
        InsightKind.RETRY_YIELD,
        Math.min(1, chance * numbers),
        () ->
            new Words(
                String.format(
                    Locale.ROOT,
                    "attempt %d merged %d of %d times and cost %s; below %.0f%% it does not pay",
                    number,
                    merged,
                    attempts.size(),
                    cost(attempts),
                    100 * YIELD_MIN),
                "Stop sooner: parley limits set max_attempts_per_task=" + (number - 1),
                all.where(task -> task.tried() >= number).names(),
                cost(attempts),
                worked(attempts)));
  }

  private static Money cost(List<AttemptRecord> attempts) {
    return attempts.stream().map(a -> a.spending().cost()).reduce(Money.ZERO, Money::plus);
  }

  private static Duration worked(List<AttemptRecord> attempts) {
    return attempts.stream().map(AttemptRecord::worked).reduce(Duration.ZERO, Duration::plus);
  }

  private static List<Candidate> least(List<Candidate> candidates) {
    return candidates.stream().min(Comparator.comparingDouble(Candidate::chance)).stream().toList();
  }
}
