package dev.parley.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which repository is meant. */
final class RepositoryOption {

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "A folder of the repository. Default: the current one.")
  Path folder;
}
