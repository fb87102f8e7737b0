package dev.parley.app.cli;

import dev.parley.app.run.StopJob;
import dev.parley.app.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley stop}: the emergency stop. */
@Command(
    name = "stop",
    description = {
      "Stop everything at once: every run, every agent, every command they started.",
      "What was done so far is kept; each run goes on with 'parley resume RUN'."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:nothing is left running", "1:something could not be ended, and is named"})
final class StopCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  private final Surroundings surroundings;

  StopCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return new StopJob(surroundings).stop();
  }
}
