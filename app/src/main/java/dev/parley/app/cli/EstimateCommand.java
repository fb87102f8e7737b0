package dev.parley.app.cli;

import dev.parley.app.report.EstimateJson;
import dev.parley.app.report.EstimateText;
import dev.parley.app.run.EstimateJob;
import dev.parley.app.terminal.Surroundings;
import dev.parley.estimation.Backtest;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley estimate}: what tasks will take. */
@Command(
    name = "estimate",
    description = {
      "Estimate time, attempts and cost of tasks from finished ones; or, with --backtest, see how"
          + " good such estimates would have been.",
      "Nothing is carried out and no model is asked."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:estimated", "2:wrong usage or input"})
final class EstimateCommand implements Callable<Integer> {

  @Spec CommandSpec spec;
  @Mixin HelpOption help;

  @ArgGroup(exclusive = true, multiplicity = "1")
  What what = new What();

  /** Tasks to come, or tasks of old. */
  static final class What {

    @Option(
        names = "--tasks",
        paramLabel = "FILE",
        description = "The tasks, as 'parley run --tasks' reads them; - for standard input.")
    @Nullable String tasks;

    @Option(
        names = "--backtest",
        paramLabel = "FILE.jsonl",
        description = "Predict each row of this file from the rows before it alone.")
    @Nullable String backtest;
  }

  @Option(
      names = "--history",
      paramLabel = "FILE.jsonl",
      description = "Finished tasks, one a line. Default: those of your own runs.")
  @Nullable String history;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "Who is to do the tasks. Default: the agent of the newest finished task.")
  @Nullable String agent;

  @Option(
      names = "--model",
      paramLabel = "P/M",
      description = "With which model. Default: that of the newest finished task.")
  @Nullable String model;

  @Option(names = "--json", description = "One JSON object; with --backtest, one a row, in order.")
  boolean json;

  private final Surroundings surroundings;

  EstimateCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (what.tasks != null) {
      estimate(what.tasks);
    } else if (history != null || agent != null || model != null) {
      throw new ParameterException(
          spec.commandLine(), "--history, --agent and --model go with --tasks, not --backtest");
    } else {
      backtest(String.valueOf(what.backtest));
    }
    surroundings.out().flush();
    return 0;
  }

  private void estimate(String tasks) {
    var wish =
        new EstimateJob.Wish(
            tasks,
            Optional.ofNullable(history),
            Optional.ofNullable(agent),
            Optional.ofNullable(model));
    var estimated = new EstimateJob(surroundings).estimate(wish);
    if (json) {
      surroundings.out().println(EstimateJson.of(estimated.plan(), estimated.tasks()));
    } else {
      EstimateText.of(estimated.plan(), estimated.tasks()).forEach(surroundings.out()::println);
    }
  }

  private void backtest(String file) {
    var tested = new EstimateJob(surroundings).backtest(file);
    if (json) {
      var lines = new StringBuilder();
      tested.rows().forEach(row -> lines.append(EstimateJson.of(row)).append('\n'));
      surroundings.out().print(lines);
    } else {
      var rows = tested.rows();
      EstimateText.of(rows.size(), Backtest.time(rows), Backtest.cost(rows, tested.pricing()))
          .forEach(surroundings.out()::println);
    }
  }
}
