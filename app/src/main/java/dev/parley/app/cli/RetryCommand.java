package dev.parley.app.cli;

import dev.parley.app.terminal.Surroundings;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley retry}: a task that failed or was cancelled has another go. */
@Command(
    name = "retry",
    description = {
      "Try a task again that failed or was cancelled, with fresh attempts.",
      "What was blocked by it waits again, and a run that had ended goes on. Whoever carries the"
          + " run out starts it; if nobody does, 'parley resume' will."
    })
final class RetryCommand implements Callable<Integer> {

  @Mixin HelpOption help;
  @Mixin RunParameter run;

  @Parameters(index = "1", paramLabel = "TASK", description = "Its id, as in 'parley show'.")
  String task;

  @Option(
      names = "--hint",
      paramLabel = "TEXT",
      description = "What its agent should know; at most 4000 characters.")
  @Nullable String hint;

  private final Surroundings surroundings;

  RetryCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return run.ask(
        surroundings,
        (runs, id) -> {
          var meant = runs.task(id, task);
          return service ->
              service.retry(id, meant, Optional.ofNullable(hint), surroundings.user());
        });
  }
}
