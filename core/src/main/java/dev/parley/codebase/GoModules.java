package dev.parley.codebase;

import java.util.Optional;

/**
 * {@code go.mod}. A module never contains another, so those below have commands of their own.
 * {@code go vet} also compiles what has no tests; {@code go build} might leave a program behind.
 */
final class GoModules implements BuildSystem {

  private static final String FILE = "go.mod";

  @Override
  public boolean marks(String name) {
    return name.equals(FILE);
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    return folder.has(FILE)
        ? Build.ofChecks(
            false,
            folder.command("vet", FILE, "go", "vet", "./..."),
            folder.command("test", FILE, "go", "test", "./..."))
        : Optional.empty();
  }
}
