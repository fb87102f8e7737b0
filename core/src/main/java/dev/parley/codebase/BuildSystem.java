package dev.parley.codebase;

import java.util.List;
import java.util.Optional;

/** One way repositories are built and tested. Implementations have no state. */
sealed interface BuildSystem
    permits Maven, Gradle, Cargo, GoModules, NodePackages, PythonProject, Makefile, TestScript {

  /**
   * A file that marks a folder below the root as built this way.
   *
   * @param name without its folder
   */
  boolean marks(String name);

  /** How this folder is built; empty if it is not built this way. Never throws for its content. */
  Optional<Build> detect(Folder folder);

  /**
   * What is known of one folder's build.
   *
   * @param coversBelow whether the same build system below it needs no commands of its own
   */
  record Build(
      List<RepositoryCommand> setup,
      List<RepositoryCommand> checks,
      List<String> notes,
      boolean coversBelow) {

    public Build {
      setup = List.copyOf(setup);
      checks = List.copyOf(checks);
      notes = List.copyOf(notes);
    }

    static Optional<Build> ofChecks(boolean coversBelow, RepositoryCommand... checks) {
      return Optional.of(new Build(List.of(), List.of(checks), List.of(), coversBelow));
    }
  }
}
