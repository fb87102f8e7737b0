package dev.parley.app.server.dashboard;

import dev.parley.analytics.Analytics;
import dev.parley.analytics.FailureCount;
import dev.parley.analytics.Group;
import dev.parley.analytics.MeetingRef;
import dev.parley.analytics.RunRecord;
import dev.parley.analytics.Stage;
import dev.parley.app.server.dashboard.chart.Course;
import dev.parley.app.server.dashboard.chart.Lengths;
import dev.parley.app.server.dashboard.chart.Rates;
import dev.parley.app.server.dashboard.chart.Scatter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What runs add up to.
 *
 * @param empty whether no task of them has come to an end
 * @param calibration expected against real time of tasks
 * @param pairs how many tasks that shows
 */
public record AnalyticsView(
    boolean empty,
    Filters filters,
    List<Stat> stats,
    Rates byType,
    Rates byModel,
    Lengths stages,
    Lengths attempts,
    Course cost,
    List<CostRow> costRows,
    Scatter calibration,
    int pairs,
    List<Failure> failures,
    List<Part> groups) {

  private static final int FAILURES_MAX = 20;
  private static final int GROUP_ROWS_MAX = 20;
  private static final int COST_ROWS_MAX = 20;

  /** One number, with what it rests on. */
  public record Stat(String name, String value, String note) {}

  /** What one run cost. */
  public record CostRow(String run, String began, String cost) {}

  /** A way of failing. */
  public record Failure(
      String title, String kind, int attempts, String cost, String time, List<String> tasks) {

    static Failure of(FailureCount count) {
      return new Failure(
          Wording.line(count.failure().title(), 300),
          Wording.words(count.failure().kind().wireName()),
          count.attempts(),
          Wording.money(count.cost()),
          Wording.time(count.worked()),
          count.tasks().stream().limit(3).toList());
    }
  }

  /** Tasks that have something in common, one row each. */
  public record Part(String name, List<Row> rows) {}

  /** One of them. */
  public record Row(
      String name,
      int tasks,
      String success,
      String interval,
      String attempts,
      String time,
      String cost) {

    static Row of(Group group, Map<String, String> names) {
      var figures = group.figures();
      return new Row(
          Wording.line(names.getOrDefault(group.name(), group.name()), 120),
          figures.totalTasks(),
          Wording.percent(group.success().rate()),
          Wording.interval(group.success()),
          decimal(figures.averageAttempts()),
          Wording.time(figures.averageExecutionTime()),
          Wording.money(group.spending().cost()));
    }
  }

  /** Of the runs that are meant. */
  static AnalyticsView of(List<RunRecord> records, Filters filters) {
    var all = Analytics.of(records);
    var pairs = pairs(records);
    return new AnalyticsView(
        all.figures().totalTasks() == 0,
        filters,
        stats(all),
        rates(all.byType()),
        rates(all.byModel()),
        stages(all),
        yields(all),
        Course.of(
            records.stream()
                .sorted(Comparator.comparing(RunRecord::startedAt))
                .map(run ->
                    new Course.Added(run.startedAt(), run.spending().cost().usd().doubleValue()))
                .toList()),
        records.reversed().stream()
            .limit(COST_ROWS_MAX)
            .map(run ->
                new CostRow(
                    run.run().value(),
                    Wording.moment(run.startedAt()),
                    Wording.money(run.spending().cost())))
            .toList(),
        Scatter.of(pairs),
        pairs.size(),
        all.failures().stream().limit(FAILURES_MAX).map(Failure::of).toList(),
        groups(all, records));
  }

  private static List<Stat> stats(Analytics all) {
    var figures = all.figures();
    return List.of(
        new Stat(
            "Success rate",
            Wording.percent(all.success().rate()),
            "95%: " + Wording.interval(all.success())),
        new Stat(
            "Merged at first attempt",
            Wording.percent(all.firstAttempt().rate()),
            "95%: " + Wording.interval(all.firstAttempt())),
        new Stat(
            "Tasks completed",
            Wording.count(figures.completedTasks()),
            Wording.count(figures.failedTasks())
                + " failed, in "
                + Wording.plural(all.runs(), "run")),
        new Stat("Attempts a task", decimal(figures.averageAttempts()), "on average"),
        new Stat(
            "Work a task", Wording.time(figures.averageExecutionTime()), "on average, no waiting"),
        new Stat(
            "Spent",
            Wording.money(all.spending().cost()),
            Wording.money(all.outside().cost()) + " of it before tasks"),
        new Stat(
            "Saved by the cache",
            Wording.money(all.recalled().cost()),
            Wording.plural(all.recalled().calls(), "answer")),
        new Stat("Waited", Wording.time(all.queued()), "ready, but not worked on"));
  }

  /** A model without its provider. */
  private static String shortened(String name) {
    return name.length() <= 24 ? name : name.substring(name.indexOf('/') + 1);
  }

  private static Rates rates(List<Group> groups) {
    return Rates.of(
        groups.stream()
            .filter(group -> group.figures().totalTasks() > 0)
            .sorted(Comparator.comparingInt((Group g) -> -g.figures().totalTasks()))
            .limit(GROUP_ROWS_MAX)
            .map(group ->
                new Rates.Rate(
                    Wording.line(shortened(group.name()), 24),
                    group.success(),
                    group.figures().totalTasks()))
            .toList());
  }

  private static Lengths stages(Analytics all) {
    return Lengths.of(
        java.util.Arrays.stream(Stage.values())
            .map(stage -> {
              var time = all.stages().getOrDefault(stage, Duration.ZERO);
              return new Lengths.Amount(
                  stage.wireName(), Objects.requireNonNull(time).toMillis(), Wording.time(time));
            })
            .toList());
  }

  private static Lengths yields(Analytics all) {
    return Lengths.of(
        all.yields().stream()
            .limit(10)
            .map(one ->
                new Lengths.Amount(
                    "attempt " + one.number(),
                    one.made(),
                    one.merged() + " of " + one.made() + " merged"))
            .toList());
  }

  private static List<Scatter.Pair> pairs(List<RunRecord> records) {
    return records.stream()
        .flatMap(run -> run.tasks().stream())
        .filter(task -> task.merged())
        .flatMap(task ->
            task
                .estimated()
                .map(time -> new Scatter.Pair(seconds(time), seconds(task.worked())))
                .stream())
        .toList();
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }

  private static List<Part> groups(Analytics all, List<RunRecord> records) {
    var meetings =
        records.stream()
            .flatMap(run -> run.meeting().stream())
            .collect(
                Collectors.toMap(
                    MeetingRef::id, ref -> Wording.source(ref.source()), (one, _) -> one));
    return List.of(
        part("Meeting", all.byMeeting(), meetings),
        part("Model", all.byModel(), Map.of()),
        part("Agent", all.byAgent(), Map.of()),
        part("Repository", all.byRepository(), Map.of()),
        part("Type of task", all.byType(), Map.of()));
  }

  private static Part part(String name, List<Group> groups, Map<String, String> names) {
    return new Part(
        name,
        groups.stream()
            .sorted(Comparator.comparingInt((Group g) -> -g.figures().totalTasks()))
            .limit(GROUP_ROWS_MAX)
            .map(group -> Row.of(group, names))
            .toList());
  }

  private static String decimal(double number) {
    return String.format(java.util.Locale.ROOT, "%.1f", number);
  }
}
