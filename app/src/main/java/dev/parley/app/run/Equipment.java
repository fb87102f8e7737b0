package dev.parley.app.run;

import dev.parley.adapters.linux.HomeFolders;
import dev.parley.adapters.linux.Sandbox;
import dev.parley.adapters.linux.SandboxLayout;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.config.Configuration;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.app.wiring.StageSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns settings into what stages are wired from. */
final class Equipment {

  /**
   * Variables of the user that commands in a worktree see: where tools are and how text is written.
   * None of them is a place for secrets; others are passed on by {@code [sandbox] env}.
   */
  private static final List<String> PASSED_ON =
      List.of(
          "PATH",
          "HOME",
          "USER",
          "LOGNAME",
          "LANG",
          "LC_ALL",
          "LC_CTYPE",
          "TZ",
          "JAVA_HOME",
          "M2_HOME",
          "MAVEN_HOME",
          "GRADLE_HOME",
          "GOROOT",
          "GOPATH",
          "CARGO_HOME",
          "RUSTUP_HOME",
          "PYENV_ROOT",
          "VIRTUAL_ENV",
          "CONDA_PREFIX",
          "NVM_DIR",
          "VOLTA_HOME",
          "PNPM_HOME",
          "BUN_INSTALL",
          "RBENV_ROOT",
          "GEM_HOME",
          "DOTNET_ROOT",
          "ANDROID_HOME",
          "PLAYWRIGHT_BROWSERS_PATH",
          "NODE_EXTRA_CA_CERTS",
          "SSL_CERT_FILE",
          "REQUESTS_CA_BUNDLE",
          "CURL_CA_BUNDLE",
          "PIP_CERT");

  private Equipment() {}

  static StageSettings of(
      Surroundings surroundings, Places places, Configuration configuration, ModelAccess models) {
    var environment = surroundings.environment();
    var layout = layout(surroundings, places);
    var mode = configuration.sandbox().auto() ? Sandbox.Mode.AUTO : Sandbox.Mode.NONE;
    return new StageSettings(
        places.home(),
        environment,
        childEnvironment(environment, configuration),
        models.providers(),
        models.prices(),
        new HomeFolders(home(environment)).caches(),
        configuration.sandbox().network(),
        configuration.verification().timeout(),
        configuration.workspace().setupTimeout(),
        configuration.workspace().copy(),
        Sandbox.runner(mode, new OsProcessRunner(), layout));
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

  private static Path home(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
  }

  static Map<String, String> childEnvironment(
      Map<String, String> environment, Configuration configuration) {
    var child = new HashMap<String, String>();
    for (var name : PASSED_ON) {
      passOn(environment, name, child);
    }
    for (var name : configuration.sandbox().env()) {
      passOn(environment, name, child);
    }
    child.put("TERM", "dumb");
    child.putAll(configuration.workspace().env());
    return child;
  }

  private static void passOn(
      Map<String, String> environment, String name, Map<String, String> child) {
    var value = environment.get(name);
    if (value != null) {
      child.put(name, value);
    }
  }
}
