package dev.parley.app.cli;

import dev.parley.app.report.LogLines;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley logs}: what happened, line by line. */
@Command(
    name = "logs",
    description = "Print what happened in a run, with what its agents said and did.")
final class LogsCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Parameters(paramLabel = "RUN", description = "Its id, or a unique part at one end of it.")
  String run;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the run is at rest.")
  boolean follow;

  @Option(names = "--task", paramLabel = "TASK", description = "Only what concerns this task.")
  @Nullable String task;

  private final Surroundings surroundings;

  LogsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var out = surroundings.out();
    try (var runs = StoredRuns.open(surroundings)) {
      var id = runs.find(run);
      runs.follow(
          id,
          follow,
          event -> {
            if (task == null || LogLines.concerns(event, task)) {
              LogLines.of(event).forEach(out::println);
            }
            // Whoever read us may have gone: then there is nobody to print for.
            return !out.checkError();
          });
    }
    return 0;
  }
}
