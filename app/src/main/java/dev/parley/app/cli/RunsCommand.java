package dev.parley.app.cli;

import dev.parley.app.report.StatusJson;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley runs}: what there is. */
@Command(name = "runs", description = "List runs, the newest first.")
final class RunsCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Option(
      names = {"-n", "--number"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many at most. Default: 20.")
  int number;

  @Option(names = "--json", description = "One JSON object a line.")
  boolean json;

  private final Surroundings surroundings;

  RunsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var out = surroundings.out();
    try (var runs = StoredRuns.open(surroundings)) {
      var newest = runs.all().reversed().stream().limit(Math.max(1, number)).toList();
      for (var run : newest) {
        var state = runs.state(run);
        out.println(json ? StatusJson.of(state) : line(state));
      }
      if (newest.isEmpty() && !json) {
        surroundings.err().println("there is no run yet; begin with: parley run TRANSCRIPT");
      }
    }
    return 0;
  }

  private static String line(RunState state) {
    long merged = state.statuses().values().stream().filter(s -> s == TaskStatus.MERGED).count();
    return "%-24s %-10s %3d of %-3d merged  %s  %s"
        .formatted(
            state.run(),
            state.atRest().map(RunOutcome::wireName).orElse("unfinished"),
            merged,
            state.tasks().size(),
            Plain.line(state.request().source(), 40),
            Plain.line(state.request().checkout(), 80));
  }
}
