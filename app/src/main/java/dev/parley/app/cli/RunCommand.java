package dev.parley.app.cli;

import dev.parley.app.run.RunJob;
import dev.parley.app.terminal.Surroundings;
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
  @Mixin CarryingOptions carrying;

  @Option(
      names = "--approve",
      paramLabel = "WHAT",
      description =
          "plan: nothing starts before 'parley approve RUN'. none: nobody is asked."
              + " Default: none.")
  @Nullable String approve;

  private final Surroundings surroundings;

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    carrying.requireAgent();
    settings.approve = approve;
    var wish =
        new RunJob.Wish(
            repository.folder,
            settings.flags(surroundings),
            carrying.agent,
            carrying.dryRun,
            carrying.manner(surroundings, input.fromStandardInput()));
    return new RunJob(surroundings).run(wish, input.read(surroundings));
  }
}
