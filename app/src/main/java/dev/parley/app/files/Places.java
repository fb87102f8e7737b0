package dev.parley.app.files;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Where Parley keeps what.
 *
 * @param home store, clones and worktrees: {@code PARLEY_HOME}
 * @param userConfiguration {@code config.toml}, whether it exists or not
 */
public record Places(Path home, Path userConfiguration) {

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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

  /**
   * The home, made if it is missing, so that only its owner reads what meetings and repositories
   * hold.
   *
   * @throws ProblemException STORE_UNUSABLE if it cannot be made
   */
  public Path preparedHome() {
    try {
      if (!Files.isDirectory(home)) {
        var parent = home.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.createDirectory(home, OWNER_ONLY);
      }
      return home;
    } catch (FileAlreadyExistsException e) {
      return home;
    } catch (IOException | UnsupportedOperationException e) {
      throw new ProblemException(
          new Problem(
              Code.STORE_UNUSABLE,
              "cannot make " + home + ": " + e.getMessage(),
              "Set PARLEY_HOME to a folder your user may write."),
          e);
    }
  }

  private static Optional<String> get(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
  }
}
