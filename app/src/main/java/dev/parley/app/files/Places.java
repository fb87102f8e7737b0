package dev.parley.app.files;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where Parley keeps what.
 *
 * @param home store, clones and worktrees: {@code PARLEY_HOME}
 * @param userConfiguration {@code config.toml}, whether it exists or not
 */
public record Places(Path home, Path userConfiguration) {

  /** As the environment says, or the XDG defaults. */
  public static Places of(Map<String, String> environment) {
    var userHome = Path.of(get(environment, "HOME").orElse(System.getProperty("user.home")));
    var state =
        get(environment, "XDG_STATE_HOME").map(Path::of).orElse(userHome.resolve(".local/state"));
    var settings =
        get(environment, "XDG_CONFIG_HOME").map(Path::of).orElse(userHome.resolve(".config"));
    var home = get(environment, "PARLEY_HOME").map(Path::of).orElse(state.resolve("parley"));
    return new Places(
        home.toAbsolutePath().normalize(), settings.resolve("parley").resolve("config.toml"));
  }

  private static Optional<String> get(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
