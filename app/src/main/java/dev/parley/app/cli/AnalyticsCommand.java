package dev.parley.app.cli;

import dev.parley.analytics.Analytics;
import dev.parley.app.report.AnalyticsFields;
import dev.parley.app.report.AnalyticsText;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import java.util.concurrent.Callable;
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

  @Option(names = "--json", description = "One JSON object.")
  boolean json;

  private final Surroundings surroundings;

  AnalyticsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var runs = StoredRuns.open(surroundings)) {
      var records = selection.of(runs);
      var analytics = Analytics.of(records);
      if (json) {
        surroundings.out().println(AnalyticsFields.json(analytics));
      } else {
        AnalyticsText.lines(analytics, records).forEach(surroundings.out()::println);
      }
    }
    return 0;
  }
}
