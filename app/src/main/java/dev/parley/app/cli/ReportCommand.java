package dev.parley.app.cli;

import dev.parley.app.report.RunFolder;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley report}: writes a run's files again. */
@Command(
    name = "report",
    description = {
      "Write a run's report and its other files to .parley/runs/RUN in the repository.",
      "They are copies: delete them whenever you like."
    })
final class ReportCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Parameters(paramLabel = "RUN", description = "Its id, or a unique part at one end of it.")
  String run;

  @Option(names = "--json", description = "Print the report as JSON; write no file.")
  boolean json;

  private final Surroundings surroundings;

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var runs = StoredRuns.open(surroundings)) {
      var log = runs.log(runs.find(run));
      surroundings
          .out()
          .println(json ? RunFolder.reportJson(log).strip() : RunFolder.write(log).toString());
    }
    return 0;
  }
}
