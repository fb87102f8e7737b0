package dev.parley.app.run;

import dev.parley.adapters.langchain4j.ProviderSettings;
import dev.parley.adapters.linux.HomeFolders;
import dev.parley.adapters.linux.Sandbox;
import dev.parley.adapters.linux.SandboxLayout;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.config.Configuration;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.StageSettings;
import dev.parley.app.wiring.Tracing;
import dev.parley.process.ChildEnvironment;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns settings into what stages are wired from. */
final class Equipment {

  /** A shorter header, such as {@code x-scope: 1}, is no key, and would strike at random. */
  private static final int HEADER_SECRET_MIN = 8;

  private Equipment() {}

  static StageSettings of(
      Surroundings surroundings, Places places, Configuration configuration, ModelAccess models) {
    var environment = surroundings.environment();
    var layout = layout(surroundings, places);
    var mode = configuration.sandbox().auto() ? Sandbox.Mode.AUTO : Sandbox.Mode.NONE;
    var tracing = TracingSettings.of(configuration.otel(), environment);
    return new StageSettings(
        places.home(),
        environment,
        childEnvironment(environment, configuration, secrets(models, tracing)),
        models.providers(),
        models.prices(),
        new HomeFolders(home(environment)).caches(),
        configuration.sandbox().network(),
        configuration.verification().timeout(),
        configuration.workspace().setupTimeout(),
        configuration.workspace().copy(),
        configuration.run().cache(),
        ChosenAnalysers.of(configuration.review()),
        configuration.review().onUnavailable(),
        Sandbox.runner(mode, new OsProcessRunner(), layout),
        tracing);
  }

  /**
   * Fails unless commands of agents and repositories can run as the settings want.
   *
   * @throws dev.parley.model.ProblemException NO_SANDBOX
   */
  static void requireSandbox(
      Surroundings surroundings, Places places, Configuration configuration) {
    if (configuration.sandbox().auto()) {
      var layout = layout(surroundings, places);
      Sandbox.probe(new OsProcessRunner(), layout).ifPresent(problem -> problem.raise());
    }
  }

  static SandboxLayout layout(Surroundings surroundings, Places places) {
    var environment = surroundings.environment();
    return SandboxLayout.of(home(environment), places.home(), environment);
  }

  private static List<String> secrets(ModelAccess models, Optional<Tracing> tracing) {
    var keys = models.providers().values().stream().map(ProviderSettings::apiKey);
    var headers =
        tracing.stream()
            .flatMap(to -> to.target().headers().values().stream())
            .filter(value -> value.length() >= HEADER_SECRET_MIN);
    return Stream.concat(keys, headers).filter(key -> !key.isBlank()).toList();
  }

  private static Path home(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }

  /**
   * What commands in a worktree see. Other variables of the user are passed on by {@code [sandbox]
   * env}, and no key is ever among them.
   *
   * @param keys those of providers and of the collector; none is blank
   */
  static Map<String, String> childEnvironment(
      Map<String, String> environment, Configuration configuration, Collection<String> keys) {
    var child = new HashMap<>(ChildEnvironment.of(environment, keys));
    for (var name : configuration.sandbox().env()) {
      var value = environment.get(name);
      if (value != null && keys.stream().noneMatch(value::contains)) {
        child.put(name, value);
      }
    }
    child.put("TERM", "dumb");
    child.putAll(configuration.workspace().env());
    return child;
  }
}
