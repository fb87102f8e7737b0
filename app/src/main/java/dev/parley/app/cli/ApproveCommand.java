package dev.parley.app.cli;

import dev.parley.app.run.RunInput;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.RunId;
import dev.parley.orchestrator.Reply;
import dev.parley.orchestrator.RunService;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley approve}: yes to a plan or to a task's change. */
@Command(
    name = "approve",
    description = {
      "Say yes to the plan of a run, or to the change of one of its tasks.",
      "Whoever carries the run out goes on at once; if nobody does, 'parley resume' will."
    })
final class ApproveCommand implements Callable<Integer> {

  @Mixin HelpOption help;
  @Mixin RunParameter run;

  @Parameters(index = "1", arity = "0..1", paramLabel = "TASK", description = "Default: the plan.")
  @Nullable String task;

  @Option(names = "--comment", paramLabel = "TEXT", description = "Kept with the answer.")
  @Nullable String comment;

  @Option(
      names = "--tasks",
      paramLabel = "FILE",
      description = "Tasks to be carried out in place of the plan, such as its tasks.json, edited.")
  @Nullable String tasks;

  private final Surroundings surroundings;

  ApproveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return run.ask(surroundings, this::wish);
  }

  private Function<RunService, Reply> wish(StoredRuns runs, RunId id) {
    var words = Optional.ofNullable(comment);
    var by = surroundings.user();
    if (tasks == null) {
      var meant = Optional.ofNullable(task).map(text -> runs.task(id, text));
      return service -> service.approve(id, meant, words, by);
    }
    if (task != null) {
      throw new Problem(
              Code.BAD_USAGE,
              "--tasks replaces the plan: it goes with no TASK",
              "parley approve " + id + " --tasks FILE")
          .raise();
    }
    var plan = ((PlanDrafted) RunInput.tasks(surroundings, tasks).known()).plan();
    return service -> service.approvePlan(id, plan, words, by);
  }
}
