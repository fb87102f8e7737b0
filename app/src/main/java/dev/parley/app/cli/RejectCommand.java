package dev.parley.app.cli;

import dev.parley.app.terminal.Surroundings;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley reject}: no to a plan or to a task's change. */
@Command(
    name = "reject",
    description = {
      "Say no to the plan of a run, or to the change of one of its tasks.",
      "A run ends with its plan; a task is tried again as long as it has attempts left."
    })
final class RejectCommand implements Callable<Integer> {

  @Mixin HelpOption help;
  @Mixin RunParameter run;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "Default: the plan.")
  @Nullable String task;

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "Why; the next attempt's agent is told.")
  @Nullable String comment;

  private final Surroundings surroundings;

  RejectCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return run.ask(
        surroundings,
        (runs, id) -> {
          var meant = Optional.ofNullable(task).map(text -> runs.task(id, text));
          return service ->
              service.reject(id, meant, Optional.ofNullable(comment), surroundings.user());
        });
  }
}
