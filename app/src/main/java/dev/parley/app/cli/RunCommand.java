package dev.parley.app.cli;

import dev.parley.app.run.RunJob;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley run}: from a meeting to commits on a branch. */
@Command(
    name = "run",
    description = "Turn a meeting, requirements or tasks into commits on the branch parley/RUN.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all tasks merged",
      "1:some were not",
      "2:wrong usage or input",
      "3:stopped or paused by a limit or by you, or awaiting approval",
      "4:the environment lacks something",
      "130:interrupted; go on with 'parley resume'"
    })
final class RunCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Mixin InputOptions input;
  @Mixin RepositoryOption repository;
  @Mixin SettingOptions settings;

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      defaultValue = "builtin",
      description = "Who writes the code; 'parley agents' lists them. Default: builtin.")
  String agent;

  @Option(
      names = "--approve",
      paramLabel = "WHAT",
      description =
          "plan: nothing starts before 'parley approve RUN'. none: nobody is asked."
              + " Default: none.")
  @Nullable String approve;

  @Option(names = "--dry-run", description = "Stop once there is a plan; carry nothing out.")
  boolean dryRun;

  @Option(
      names = "--yes",
      description = "Ask nothing: carry a plan out that may not fit the limits, which hold.")
  boolean yes;

  @Option(
      names = "--wait",
      description = "When a limit pauses the run, wait for room and go on by itself.")
  boolean waits;

  @Option(names = "--json", description = "One JSON event a line, the last one 'run_ended'.")
  boolean json;

  private final Surroundings surroundings;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (!agent.equals("builtin")) {
      throw new Problem(
              Code.BAD_USAGE,
              "there is no agent '" + agent + "'",
              "See those there are with: parley agents")
          .raise();
    }
    settings.approve = approve;
    var wish =
        new RunJob.Wish(repository.folder, settings.flags(surroundings), agent, dryRun, manner());
    return new RunJob(surroundings).run(wish, input.read(surroundings));
  }

  private RunJob.Manner manner() {
    boolean asks = surroundings.answers() && !yes && !json && !input.fromStandardInput();
    return new RunJob.Manner(json, waits, asks);
  }
}
