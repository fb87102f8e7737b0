package dev.parley.app.cli;

import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.run.ModelAccess;
import dev.parley.app.run.Project;
import dev.parley.app.terminal.Surroundings;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley agents}: who can write code here. */
@Command(
    name = "agents",
    description = "List the coding agents and whether they can work here.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:at least one can", "4:none can"})
final class AgentsCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Mixin RepositoryOption repository;

  private final Surroundings surroundings;

  AgentsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var project = Project.at(surroundings, repository.folder, Flags.NONE);
    var access = ModelAccess.of(project.configuration(), surroundings.environment());
    var providers = new TreeSet<>(access.providers().keySet());
    boolean ready = !providers.isEmpty();
    surroundings
        .out()
        .println(
            "builtin   "
                + (ready
                    ? "ready, with models of " + String.join(", ", providers)
                    : "no model: set ANTHROPIC_API_KEY or OPENAI_API_KEY"));
    return ready ? 0 : 4;
  }
}
