package dev.parley.app.cli;

import dev.parley.app.run.RunJob;
import dev.parley.app.terminal.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code parley plan}: requirements and tasks, and nothing carried out. */
@Command(
    name = "plan",
    description = "Write down the requirements and the tasks of a meeting; carry nothing out.")
final class PlanCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Mixin InputOptions input;
  @Mixin RepositoryOption repository;
  @Mixin SettingOptions settings;

  @Option(names = "--json", description = "One JSON event a line, the last one 'run_ended'.")
  boolean json;

  private final Surroundings surroundings;

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var wish =
        new RunJob.Wish(
            repository.folder,
            settings.flags(surroundings),
            "builtin",
            true,
            new RunJob.Manner(json, false, false));
    return new RunJob(surroundings).run(wish, input.read(surroundings));
  }
}
