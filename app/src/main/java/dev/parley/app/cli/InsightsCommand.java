package dev.parley.app.cli;

import dev.parley.analytics.insight.Insight;
import dev.parley.analytics.insight.Insights;
import dev.parley.app.report.InsightLines;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley insights}: what to do about what runs add up to. */
@Command(
    name = "insights",
    description = {
      "Show what is worth doing about what runs add up to, once chance is ruled out.",
      "An insight is gone as soon as the tasks no longer show its cause."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:wrong usage, or an unknown meeting or run"})
final class InsightsCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Mixin SelectionOptions selection;

  @Mixin HistoryOption history;

  @Option(names = "--json", description = "One JSON array.")
  boolean json;

  private final Surroundings surroundings;

  InsightsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var insights = insights();
    if (json) {
      surroundings.out().println(InsightLines.json(insights));
    } else if (insights.isEmpty()) {
      surroundings.err().println("nothing stands out");
    } else {
      InsightLines.text(insights).forEach(surroundings.out()::println);
    }
    return 0;
  }

  private List<Insight> insights() {
    var tasks = history.tasks(surroundings);
    if (tasks.isPresent()) {
      selection.requireNone("--history");
      return Insights.ofTasks(tasks.get());
    }
    try (var runs = StoredRuns.open(surroundings)) {
      return Insights.of(selection.of(runs));
    }
  }
}
