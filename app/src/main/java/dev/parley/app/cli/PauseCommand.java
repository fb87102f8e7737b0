package dev.parley.app.cli;

import dev.parley.app.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley pause}: nothing new starts until the run is resumed. */
@Command(
    name = "pause",
    description = {
      "Let nothing new start in a run; what runs comes to its end.",
      "The process that carries it out then ends with exit code 3; 'parley resume' goes on."
    })
final class PauseCommand implements Callable<Integer> {

  @Mixin HelpOption help;
  @Mixin RunParameter run;

  @Option(names = "--now", description = "Cut off what runs; it is kept and gone on with later.")
  boolean now;

  private final Surroundings surroundings;

  PauseCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return run.ask(surroundings, (_, id) -> service -> service.pause(id, now, surroundings.user()));
  }
}
