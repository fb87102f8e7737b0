package dev.parley.codebase;

import static dev.parley.model.Require.require;

import java.util.List;

/**
 * A command of the repository itself.
 *
 * @param name short, for example {@code test}
 * @param argv never a shell string
 * @param folder from the repository's root; empty for the root
 * @param origin where it was found, for example {@code pom.xml}
 */
public record RepositoryCommand(String name, List<String> argv, String folder, String origin) {

  /** The origin of a command that the user named. */
  public static final String CONFIGURED = "configuration";

  public RepositoryCommand {
    argv = List.copyOf(argv);
    require(!argv.isEmpty(), "argv is empty");
  }
}
