package dev.parley.analytics.insight;

import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.insight.Candidate.Words;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Where time goes beside the work: one task that holds up a run, waiting, and wrong estimates. */
final class TimeRules {

  private static final double WAITING_MAX = 0.3;
  private static final double ONE_TASK_MAX = 0.5;
  private static final double RUNS_MAX = 0.5;
  private static final int TASKS_OF_RUN_MIN = 5;
  private static final double OFF_MAX = 0.65;

  /** Words in a reason for waiting that stand for the provider, and for the machine. */
  private static final Set<String> PROVIDER = Set.of("provider", "rate", "tokens");

  private static final Set<String> MACHINE = Set.of("cpu", "memory", "disk", "slots");

  private TimeRules() {}

  static List<Candidate> of(Counted all) {
    var candidates = new ArrayList<Candidate>();
    bottleneck(all, candidates);
    var waited = all.where(task -> !task.queueReasons().isEmpty());
    if (!waited.tooFew()) {
      candidates.add(
          limited(
              InsightKind.PROVIDER_LIMITED,
              all,
              PROVIDER,
              "the provider",
              "Ask the provider for a higher limit, or name a second one: fallbacks under [models]"));
      candidates.add(
          limited(
              InsightKind.MACHINE_LIMITED,
              all,
              MACHINE,
              "the machine",
              "Add a worker or a larger machine; more slots alone: parley limits set"
                  + " max_concurrent_tasks=N"));
    }
    var estimated = all.where(task -> task.estimated().isPresent());
    if (!estimated.tooFew()) {
      candidates.add(estimates(estimated));
    }
    return candidates;
  }

  private static Candidate limited(
      InsightKind kind, Counted all, Set<String> words, String what, String action) {
    double chance = Betting.chance(all.values(task -> share(task, words)), WAITING_MAX);
    return new Candidate(
        kind,
        chance,
        () -> {
          var time =
              all.tasks().stream().map(t -> waited(t, words)).reduce(Duration.ZERO, Duration::plus);
          return new Words(
              String.format(
                  Locale.ROOT,
                  "tasks waited %d min for %s and were worked on for %d min",
                  time.toMinutes(),
                  what,
                  all.worked().toMinutes()),
              action,
              all.where(task -> share(task, words) > WAITING_MAX).names(),
              Money.ZERO,
              time);
        });
  }

  private static Duration waited(TaskRecord task, Set<String> words) {
    return task.queueReasons().entrySet().stream()
        .filter(e -> words.stream().anyMatch(e.getKey().toLowerCase(Locale.ROOT)::contains))
        .map(Map.Entry::getValue)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static double share(TaskRecord task, Set<String> words) {
    double waited = waited(task, words).toMillis();
    double whole = waited + task.worked().toMillis();
    return whole <= 0 ? 0 : waited / whole;
  }

  private static Candidate estimates(Counted estimated) {
    var late = estimated.values(task -> late(task) ? 1 : 0);
    var early = estimated.values(task -> late(task) ? 0 : 1);
    boolean tooShort = Shift.mean(late) > 0.5;
    double chance = Betting.chance(tooShort ? late : early, OFF_MAX);
    return new Candidate(
        InsightKind.ESTIMATES_OFF,
        Math.min(1, 2 * chance),
        () ->
            new Words(
                String.format(
                    Locale.ROOT,
                    "%.0f%% of %d tasks took longer than estimated; half would be right",
                    100 * Shift.mean(late),
                    estimated.size()),
                "See how estimates did on past tasks: parley estimate --backtest FILE.jsonl",
                estimated.where(task -> late(task) == tooShort).names(),
                Money.ZERO,
                Duration.ZERO));
  }

  private static boolean late(TaskRecord task) {
    return task.estimated().filter(time -> task.worked().compareTo(time) > 0).isPresent();
  }

  /** One task that took most of a run's time, in most runs. */
  private static void bottleneck(Counted all, List<Candidate> candidates) {
    Map<RunId, List<TaskRecord>> byRun = new LinkedHashMap<>();
    all.tasks().stream()
        .filter(task -> task.startedAt().isPresent() && task.endedAt().isPresent())
        .forEach(task -> byRun.computeIfAbsent(task.run(), _ -> new ArrayList<>()).add(task));
    byRun.values().removeIf(tasks -> tasks.size() < TASKS_OF_RUN_MIN);
    if (byRun.size() < Counted.MIN_TASKS) {
      return;
    }
    var heavy = byRun.values().stream().map(TimeRules::heaviest).toList();
    var held = byRun.values().stream().map(TimeRules::heldUp).toList();
    candidates.add(
        new Candidate(
            InsightKind.BOTTLENECK,
            Betting.chance(held.stream().map(h -> h ? 1.0 : 0.0).toList(), RUNS_MAX),
            () ->
                new Words(
                    String.format(
                        Locale.ROOT,
                        "in %d of %d runs one task took more than half of the run's time",
                        held.stream().filter(h -> h).count(),
                        held.size()),
                    "Split such tasks in the plan; the rest waits for them",
                    heavy.stream().map(TaskRecord::name).toList().reversed(),
                    Money.ZERO,
                    new Counted(heavy).worked())));
  }

  private static TaskRecord heaviest(Collection<TaskRecord> run) {
    return run.stream().max(Comparator.comparing(TaskRecord::worked)).orElseThrow();
  }

  private static boolean heldUp(Collection<TaskRecord> run) {
    var start = run.stream().flatMap(t -> t.startedAt().stream()).min(Instant::compareTo);
    var end = run.stream().flatMap(t -> t.endedAt().stream()).max(Instant::compareTo);
    double elapsed = Duration.between(start.orElseThrow(), end.orElseThrow()).toMillis();
    return heaviest(run).worked().toMillis() > ONE_TASK_MAX * elapsed;
  }
}
