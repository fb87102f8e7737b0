package dev.parley.app.report;

import dev.parley.analytics.Analytics;
import dev.parley.analytics.Group;
import dev.parley.analytics.RunRecord;
import dev.parley.analytics.Spending;
import dev.parley.analytics.Wilson;
import dev.parley.app.terminal.Plain;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@code parley analytics} prints for people. */
public final class AnalyticsText {

  private static final int ROWS_MAX = 10;

  private AnalyticsText() {}

  /**
   * Lines of at most about 120 characters.
   *
   * @param runs whose meetings may be named after their transcripts
   */
  public static List<String> lines(Analytics all, Collection<RunRecord> runs) {
    var lines = new ArrayList<String>();
    summary(all, lines);
    attempts(all, lines);
    failures(all, lines);
    Map<String, String> sources = new HashMap<>();
    runs.forEach(
        run -> run.meeting().ifPresent(m -> sources.put(m.id(), m.id() + " " + m.source())));
    groups("meeting", all.byMeeting(), sources, lines);
    groups("model", all.byModel(), Map.of(), lines);
    groups("agent", all.byAgent(), Map.of(), lines);
    groups("repository", all.byRepository(), Map.of(), lines);
    groups("type", all.byType(), Map.of(), lines);
    return lines;
  }

  private static void summary(Analytics all, List<String> lines) {
    var figures = all.figures();
    lines.add(
        format(
            "tasks          %d in %d runs: %d merged, %d failed",
            figures.totalTasks(), all.runs(), figures.completedTasks(), figures.failedTasks()));
    lines.add("success        " + rate(all.success()));
    lines.add("first attempt  " + rate(all.firstAttempt()));
    lines.add(
        format(
            "a task         %.1f attempts, %s worked",
            figures.averageAttempts(), time(figures.averageExecutionTime())));
    lines.add("spent          " + spent(all.spending()));
    lines.add("  not on tasks " + all.outside().cost());
    if (all.recalled().calls() > 0) {
      lines.add(
          format(
              "saved          %s by %d recalled answers",
              all.recalled().cost(), all.recalled().calls()));
    }
    var stages = new ArrayList<String>();
    all.stages().forEach((stage, time) -> stages.add(stage.wireName() + " " + time(time)));
    if (!stages.isEmpty()) {
      lines.add("stages         " + String.join(", ", stages));
    }
    if (all.queued().isPositive()) {
      lines.add("waited         " + time(all.queued()));
    }
  }

  private static String spent(Spending spending) {
    var hits = spending.cacheHits();
    var cached =
        hits.isPresent() ? format(", %.0f%% of the prompts cached", 100 * hits.getAsDouble()) : "";
    var usage = spending.usage();
    return format(
        "%s in %d calls: %d tokens in, %d out%s",
        spending.cost(),
        spending.calls(),
        usage.input() + usage.cacheWrite() + usage.cacheRead(),
        usage.output(),
        cached);
  }

  private static void attempts(Analytics all, List<String> lines) {
    for (var yield : all.yields()) {
      lines.add(
          format(
              "%-14s %d made, %d merged, %s",
              "attempt " + yield.number(), yield.made(), yield.merged(), yield.cost()));
    }
  }

  private static void failures(Analytics all, List<String> lines) {
    if (all.failures().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(format("%8s %10s  %s", "attempts", "cost", "failure"));
    all.failures().stream()
        .limit(ROWS_MAX)
        .forEach(count ->
            lines.add(
                format(
                    "%8d %10s  %s",
                    count.attempts(), count.cost(), Plain.line(count.failure().inWords(), 100))));
  }

  private static void groups(
      String what, List<Group> groups, Map<String, String> names, List<String> lines) {
    if (groups.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add(
        format("%6s %7s %9s %9s %11s  %s", "tasks", "merged", "attempts", "time", "cost", what));
    groups.stream()
        .sorted(Comparator.comparingInt(group -> -group.figures().totalTasks()))
        .limit(ROWS_MAX)
        .forEach(group ->
            lines.add(
                format(
                    "%6d %6.0f%% %9.1f %9s %11s  %s",
                    group.figures().totalTasks(),
                    100 * group.figures().successRate(),
                    group.figures().averageAttempts(),
                    time(group.figures().averageExecutionTime()),
                    group.spending().cost(),
                    Plain.line(names.getOrDefault(group.name(), group.name()), 70))));
    if (groups.size() > ROWS_MAX) {
      lines.add(format("%d more: --json has all", groups.size() - ROWS_MAX));
    }
  }

  private static String rate(Wilson rate) {
    return format(
        "%.0f%% (95%%: %.0f to %.0f%%)", 100 * rate.rate(), 100 * rate.low(), 100 * rate.high());
  }

  static String time(Duration time) {
    return time.toMinutes() >= 10
        ? time.toMinutes() + " min"
        : format("%.1f s", time.toMillis() / 1e3);
  }

  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
