package dev.parley.app.cli;

import dev.parley.adapters.gitcli.GitRepositories;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.Trust;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code parley trust}: lets a repository's settings bind. */
@Command(
    name = "trust",
    description = {
      "Let this repository's parley.toml run commands and choose models, providers and prices.",
      "Holds for the file as it is now: once it changes, it is untrusted again."
    })
final class TrustCommand implements Callable<Integer> {

  @Mixin HelpOption help;

  @Mixin RepositoryOption repository;

  private final Surroundings surroundings;

  TrustCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    var environment = surroundings.environment();
    var places = Places.of(environment);
    var root =
        new GitRepositories(places.home(), new OsProcessRunner(), environment)
            .inspect(surroundings.resolve(repository.folder))
            .root();
    var file = ConfigurationFiles.ofRepository(root);
    if (file.isEmpty()) {
      throw new Problem(
              Code.BAD_INPUT,
              "there is no " + root.resolve(ConfigurationFiles.IN_REPOSITORY),
              "There is nothing to trust; docs/configuration.md says what may stand in it.")
          .raise();
    }
    ConfigurationFiles.check(file.get());
    new Trust(places.preparedHome()).grant(root, file.get().text());
    surroundings.out().println("trusted " + root.resolve(ConfigurationFiles.IN_REPOSITORY) + ":");
    file.get()
        .text()
        .lines()
        .forEach(line -> surroundings.out().println("  " + Plain.line(line, 200)));
    return 0;
  }
}
