package dev.parley.app.report;

import dev.parley.adapters.jackson.RecordJson;
import dev.parley.analytics.Analytics;
import dev.parley.analytics.AttemptYield;
import dev.parley.analytics.FailureCount;
import dev.parley.analytics.Figures;
import dev.parley.analytics.Group;
import dev.parley.analytics.Spending;
import dev.parley.analytics.Stage;
import dev.parley.analytics.Wilson;
import dev.parley.model.TokenUsage;
import dev.parley.planning.TaskType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code parley analytics --json} prints: the eight figures, and more beside them. */
public final class AnalyticsFields {

  private static final int FAILURES_MAX = 50;

  private AnalyticsFields() {}

  /** Money is in dollars, lengths of time in seconds. */
  record Shown(
      int totalTasks,
      int completedTasks,
      int failedTasks,
      double successRate,
      double averageAttempts,
      double averageExecutionTime,
      Map<String, Integer> commonFailures,
      Map<String, Double> taskTypeSuccessRates,
      int runs,
      Rate successInterval,
      Rate firstAttempt,
      Spent spent,
      Spent spentOutsideTasks,
      Spent savedByCache,
      Map<String, Double> stageTimes,
      double queueTime,
      Map<String, Double> queueReasons,
      List<Yield> attempts,
      List<Failure> failures,
      By by) {}

  record By(
      List<Part> meeting,
      List<Part> run,
      List<Part> model,
      List<Part> agent,
      List<Part> repository,
      List<Part> type) {}

  record Rate(double rate, double low, double high) {
    static Rate of(Wilson rate) {
      return new Rate(rate.rate(), rate.low(), rate.high());
    }
  }

  record Spent(BigDecimal usd, long modelCalls, TokenUsage tokens, Optional<Double> cacheHitRate) {
    static Spent of(Spending spending) {
      var hits = spending.cacheHits();
      return new Spent(
          spending.cost().usd(),
          spending.calls(),
          spending.usage(),
          hits.isPresent() ? Optional.of(hits.getAsDouble()) : Optional.empty());
    }
  }

  record Yield(int number, int made, int merged, BigDecimal usd, double executionTime) {
    static Yield of(AttemptYield yield) {
      return new Yield(
          yield.number(),
          yield.made(),
          yield.merged(),
          yield.cost().usd(),
          seconds(yield.worked()));
    }
  }

  record Failure(
      String fingerprint,
      String kind,
      String title,
      Optional<String> command,
      Optional<Integer> exitCode,
      int attempts,
      BigDecimal usd,
      double executionTime,
      List<String> tasks) {
    static Failure of(FailureCount count) {
      var failure = count.failure();
      return new Failure(
          failure.key(),
          failure.kind().wireName(),
          failure.title(),
          failure.command(),
          failure.exitCode(),
          count.attempts(),
          count.cost().usd(),
          seconds(count.worked()),
          count.tasks());
    }
  }

  record Part(
      String name,
      int totalTasks,
      int completedTasks,
      int failedTasks,
      Rate success,
      double averageAttempts,
      double averageExecutionTime,
      Spent spent) {
    static Part of(Group group) {
      var figures = group.figures();
      return new Part(
          group.name(),
          figures.totalTasks(),
          figures.completedTasks(),
          figures.failedTasks(),
          Rate.of(group.success()),
          figures.averageAttempts(),
          seconds(figures.averageExecutionTime()),
          Spent.of(group.spending()));
    }
  }

  /** One JSON object over several lines. */
  public static String json(Analytics analytics) {
    return new RecordJson().pretty(of(analytics)).strip();
  }

  static Shown of(Analytics all) {
    Figures figures = all.figures();
    return new Shown(
        figures.totalTasks(),
        figures.completedTasks(),
        figures.failedTasks(),
        figures.successRate(),
        figures.averageAttempts(),
        seconds(figures.averageExecutionTime()),
        figures.commonFailures(),
        byName(figures.taskTypeSuccessRates(), TaskType::wireName, rate -> rate),
        all.runs(),
        Rate.of(all.success()),
        Rate.of(all.firstAttempt()),
        Spent.of(all.spending()),
        Spent.of(all.outside()),
        Spent.of(all.recalled()),
        stages(all.stages()),
        seconds(all.queued()),
        byName(all.queueReasons(), reason -> reason, AnalyticsFields::seconds),
        all.yields().stream().map(Yield::of).toList(),
        failures(all.failures()),
        new By(
            parts(all.byMeeting()),
            parts(all.byRun()),
            parts(all.byModel()),
            parts(all.byAgent()),
            parts(all.byRepository()),
            parts(all.byType())));
  }

  static Map<String, Double> stages(Map<Stage, Duration> stages) {
    return byName(new EnumMap<>(stages), Stage::wireName, AnalyticsFields::seconds);
  }

  static List<Failure> failures(List<FailureCount> failures) {
    return failures.stream().limit(FAILURES_MAX).map(Failure::of).toList();
  }

  private static List<Part> parts(List<Group> groups) {
    return groups.stream()
        .sorted(Comparator.comparingInt(group -> -group.figures().totalTasks()))
        .map(Part::of)
        .toList();
  }

  private static <K, V, W> Map<String, W> byName(
      Map<K, V> map, Function<K, String> name, Function<V, W> value) {
    return map.entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> name.apply(entry.getKey()),
                entry -> value.apply(entry.getValue()),
                (one, _) -> one,
                TreeMap::new));
  }

  static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
