package dev.parley.analytics.insight;

import dev.parley.analytics.TaskRecord;
import dev.parley.analytics.insight.Candidate.Words;
import dev.parley.model.Money;
import dev.parley.planning.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether one model or agent pays less than another for a task that merges, at the same mix of task
 * types. The ranks of what merged tasks cost decide, within each type, with failed ones last.
 */
final class ComparisonRules {

  private static final double RATIO_MIN = 1.25;

  /** As in {@link LevelShift}, for ranks looked at after every task. */
  private static final double LOOKS = 60;

  private static final int MAX_NAMES = 6;

  private ComparisonRules() {}

  static List<Candidate> of(Counted all) {
    var paid = all.where(task -> task.spending().cost().micros() > 0);
    var candidates = new ArrayList<Candidate>();
    compare(paid, InsightKind.DEARER_MODEL, task -> task.model().toString(), "model", candidates);
    compare(paid, InsightKind.DEARER_AGENT, TaskRecord::agent, "agent", candidates);
    return candidates;
  }

  /** The tasks of one model or agent. */
  private record Side(String name, List<TaskRecord> tasks) {}

  private static void compare(
      Counted paid,
      InsightKind kind,
      Function<TaskRecord, String> what,
      String word,
      List<Candidate> candidates) {
    Map<String, List<TaskRecord>> byName =
        paid.tasks().stream()
            .collect(Collectors.groupingBy(what, TreeMap::new, Collectors.toList()));
    var large =
        byName.entrySet().stream()
            .map(entry -> new Side(entry.getKey(), entry.getValue()))
            .filter(side -> side.tasks().size() >= Counted.MIN_TASKS)
            .sorted(Comparator.comparingInt(side -> -side.tasks().size()))
            .limit(MAX_NAMES)
            .toList();
    int pairs = large.size() * (large.size() - 1);
    large.stream()
        .flatMap(dear ->
            large.stream()
                .filter(cheap -> !cheap.equals(dear))
                .map(cheap -> pair(kind, word, pairs, dear, cheap)))
        .min(Comparator.comparingDouble(Candidate::chance))
        .ifPresent(candidates::add);
  }

  private static Candidate pair(InsightKind kind, String word, int pairs, Side dear, Side cheap) {
    var types = commonTypes(dear.tasks(), cheap.tasks());
    double dearer = accepted(dear.tasks(), dear.tasks(), types);
    double cheaper = accepted(cheap.tasks(), dear.tasks(), types);
    boolean matters = cheaper > 0 && dearer / cheaper >= RATIO_MIN;
    double z = matters ? ranks(dear.tasks(), cheap.tasks(), types) : 0;
    double chance = z > 0 ? Math.min(1, pairs * LOOKS * Math.exp(-z * z / 2)) : 1;
    return new Candidate(
        kind,
        chance,
        () -> {
          var shown = new Counted(dear.tasks());
          double saved = shown.cost().micros() * (1 - cheaper / dearer);
          return new Words(
              String.format(
                  Locale.ROOT,
                  "a merged task costs $%.4f with %s %s and $%.4f with %s, at the same mix of"
                      + " types",
                  dearer,
                  word,
                  dear.name(),
                  cheaper,
                  cheap.name()),
              kind == InsightKind.DEARER_MODEL
                  ? "Use the cheaper one: coding = \"" + cheap.name() + "\" under [models]"
                  : "Use the cheaper one: parley run --agent " + cheap.name(),
              shown.names(),
              new Money(Math.max(0, (long) saved)),
              Duration.ZERO);
        });
  }

  private static List<TaskType> commonTypes(List<TaskRecord> one, List<TaskRecord> other) {
    var types = new ArrayList<TaskType>();
    for (var type : TaskType.values()) {
      if (one.stream().anyMatch(t -> t.task().type() == type && t.merged())
          && other.stream().anyMatch(t -> t.task().type() == type && t.merged())) {
        types.add(type);
      }
    }
    return types;
  }

  /** Dollars a merged task, each type weighted by its share in the mix. */
  private static double accepted(
      List<TaskRecord> tasks, List<TaskRecord> mix, List<TaskType> types) {
    double cost = 0;
    long whole = mix.stream().filter(task -> types.contains(task.task().type())).count();
    for (var type : types) {
      var ofType = tasks.stream().filter(task -> task.task().type() == type).toList();
      long merged = ofType.stream().filter(TaskRecord::merged).count();
      long share = mix.stream().filter(task -> task.task().type() == type).count();
      cost += new Counted(ofType).cost().micros() / 1e6 / merged * share / whole;
    }
    return cost;
  }

  /** Van Elteren's statistic: how many standard deviations the first ones rank above. */
  private static double ranks(List<TaskRecord> dear, List<TaskRecord> cheap, List<TaskType> types) {
    double above = 0;
    double variance = 0;
    for (var type : types) {
      double[] one = amounts(dear, type);
      double[] other = amounts(cheap, type);
      double wins = 0;
      for (double a : one) {
        for (double b : other) {
          wins += a > b ? 1 : a == b ? 0.5 : 0;
        }
      }
      double pairs = (double) one.length * other.length;
      above += (wins - pairs / 2) / (one.length + other.length + 1);
      variance += pairs / 12 / (one.length + other.length + 1);
    }
    return variance == 0 ? 0 : above / Math.sqrt(variance);
  }

  private static double[] amounts(List<TaskRecord> tasks, TaskType type) {
    return tasks.stream()
        .filter(task -> task.task().type() == type)
        .mapToDouble(task -> task.merged() ? task.spending().cost().micros() : Double.MAX_VALUE)
        .toArray();
  }
}
