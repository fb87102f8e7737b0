package dev.parley.app.cli;

import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parley cancel}: ends a run or one of its tasks. */
@Command(name = "cancel", description = "End a run or one of its tasks. What has landed stays.")
final class CancelCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, or a unique part at one end of it.")
  String run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TASK",
      description = "Default: the whole run.")
  @Nullable String task;

  private final Surroundings surroundings;

  CancelCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    try (var runs = StoredRuns.open(surroundings)) {
      var id = runs.find(run);
      boolean asked = runs.cancel(id, Optional.ofNullable(task));
      surroundings
          .out()
          .println(
              asked ? "cancelled " + id + (task == null ? "" : " " + task) : id + " had ended");
    }
    return 0;
  }
}
