package dev.parley.app.config;

import dev.parley.app.config.ConfigurationLoader.FileText;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.config.ConfigurationLoader.Loaded;
import dev.parley.app.config.ConfigurationLoader.Sources;
import dev.parley.app.files.Places;
import dev.parley.safety.LimitChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the files of settings and reads them, once. */
public final class ConfigurationFiles {

  /** In the top folder of a repository. */
  public static final String IN_REPOSITORY = "parley.toml";

  private ConfigurationFiles() {}

  /**
   * The settings in force.
   *
   * @param repository top folder of the user's checkout; empty outside of any
   * @param stored limits the user set for all runs
   * @throws dev.parley.model.ProblemException BAD_CONFIG
   */
  public static Loaded load(
      Places places,
      Optional<Path> repository,
      List<LimitChange> stored,
      Map<String, String> environment,
      Flags flags) {
    var text = repository.flatMap(ConfigurationFiles::ofRepository);
    boolean trusted =
        repository.isPresent()
            && text.isPresent()
            && new Trust(places.home()).trusts(repository.get(), text.get().text());
    var user = read(places.userConfiguration(), places.userConfiguration().toString());
    return ConfigurationLoader.load(new Sources(user, text, trusted, environment, flags, stored));
  }

  /** The repository's own file; empty if it has none. */
  public static Optional<FileText> ofRepository(Path repository) {
    return read(repository.resolve(IN_REPOSITORY), IN_REPOSITORY);
  }

  /**
   * Reads a file for nothing but what is wrong with it.
   *
   * @throws dev.parley.model.ProblemException BAD_CONFIG naming file and line
   */
  public static void check(FileText file) {
    var _ = Source.file(file.text(), file.name());
  }

  private static Optional<FileText> read(Path file, String name) {
    try {
      return Optional.of(new FileText(name, Files.readString(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw Source.problem(
          "cannot read " + file + ": " + e.getMessage(),
          "It must be a file your user may read, in UTF-8.");
    }
  }
}
