package dev.parley.app.run;

import dev.parley.adapters.gitcli.GitRepositories;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.config.Configuration;
import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.git.Repositories.Checkout;
import dev.parley.safety.LimitKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A user's checkout and the settings that hold for it.
 *
 * @param limitsOfRun limits given for this project or this command in particular
 * @param warnings about settings that do not bind
 */
public record Project(
    Places places,
    Checkout checkout,
    Configuration configuration,
    List<LimitKey> limitsOfRun,
    List<String> warnings) {

  public Project {
    limitsOfRun = List.copyOf(limitsOfRun);
    warnings = List.copyOf(warnings);
  }

  /**
   * The project a folder belongs to.
   *
   * @throws dev.parley.model.ProblemException NOT_A_REPOSITORY, BAD_CONFIG
   */
  public static Project at(Surroundings surroundings, Path folder, Flags flags) {
    var environment = surroundings.environment();
    var places = Places.of(environment);
    var repositories = new GitRepositories(places.home(), new OsProcessRunner(), environment);
    var checkout = repositories.inspect(surroundings.resolve(folder));
    var stored = StoreAccess.limits(places, environment);
    var loaded =
        ConfigurationFiles.load(places, Optional.of(checkout.root()), stored, environment, flags);
    return new Project(
        places,
        checkout,
        loaded.configuration(),
        List.copyOf(loaded.limitsOfRun()),
        loaded.warnings());
  }
}
