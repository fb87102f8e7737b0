package dev.parley.app.report;

import dev.parley.analytics.Analytics;
import dev.parley.analytics.RunReport;
import dev.parley.app.terminal.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's figures beside the eight, in lines that both readable reports have. */
final class ReportFigures {

  private static final int FAILURES_MAX = 5;

  private ReportFigures() {}

  /** First attempts, stages, and what the provider's cache had; none before there are tasks. */
  static List<String> lines(RunReport report) {
    var all = Analytics.of(List.of(report.record()));
    var lines = new ArrayList<String>();
    if (all.figures().totalTasks() > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "%.0f%% merged at the first attempt", 100 * all.firstAttempt().rate()));
    }
    var stages = new ArrayList<String>();
    all.stages().forEach((stage, time) -> stages.add(stage.wireName() + " " + Spans.inWords(time)));
    if (!stages.isEmpty()) {
      lines.add("time by stage: " + String.join(", ", stages));
    }
    all.spending()
        .cacheHits()
        .ifPresent(hits ->
            lines.add(
                String.format(
                    Locale.ROOT, "%.0f%% of prompt tokens from the provider's cache", 100 * hits)));
    return lines;
  }

  /** The most common ones, with the name by which other runs' failures are compared. */
  static List<String> failures(RunReport report) {
    return Analytics.of(List.of(report.record())).failures().stream()
        .limit(FAILURES_MAX)
        .map(count ->
            "%d times %s [%s]"
                .formatted(count.attempts(), count.failure().inWords(), count.failure().key()))
        .toList();
  }
}
