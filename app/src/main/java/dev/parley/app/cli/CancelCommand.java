package dev.parley.app.cli;

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
  @Mixin RunParameter run;

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
    return run.ask(
        surroundings,
        (runs, id) -> {
          var meant = Optional.ofNullable(task).map(text -> runs.task(id, text));
          return service -> service.cancel(id, meant, surroundings.user());
        });
  }
}
