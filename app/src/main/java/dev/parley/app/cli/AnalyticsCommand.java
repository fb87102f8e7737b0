package dev.parley.app.cli;

import dev.parley.analytics.Analytics;
import dev.parley.analytics.RunRecord;
import dev.parley.app.report.AnalyticsFields;
import dev.parley.app.report.AnalyticsText;
import dev.parley.app.report.PrometheusText;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley analytics}: what runs add up to. */
@Command(
    name = "analytics",
    description = {
      "Show what runs add up to: success, attempts, time, money, failures.",
      "Tasks count once they merged or failed; blocked and cancelled ones do not."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:wrong usage, or an unknown meeting or run"})
final class AnalyticsCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Mixin SelectionOptions selection;

  @Mixin HistoryOption history;

  @ArgGroup(exclusive = true)
  Format format = new Format();

  /** For programs instead of people. */
  static final class Format {

    @Option(names = "--json", description = "One JSON object.")
    boolean json;

    @Option(names = "--prometheus", description = "The text format that Prometheus scrapes.")
    boolean prometheus;
  }

  private final Surroundings surroundings;

  AnalyticsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var tasks = history.tasks(surroundings);
    if (tasks.isPresent()) {
      selection.requireNone("--history");
      print(Analytics.ofTasks(tasks.get()), List.of());
      return 0;
    }
    try (var runs = StoredRuns.open(surroundings)) {
      var records = selection.of(runs);
      print(Analytics.of(records), records);
    }
    return 0;
  }

  private void print(Analytics analytics, List<RunRecord> runs) {
    if (format.prometheus) {
      surroundings.out().print(PrometheusText.of(analytics));
      surroundings.out().flush();
    } else if (format.json) {
      surroundings.out().println(AnalyticsFields.json(analytics));
    } else {
      AnalyticsText.lines(analytics, runs).forEach(surroundings.out()::println);
    }
  }
}
