package dev.parley.codebase;

import java.util.Optional;

/** {@code Cargo.toml}: a workspace is tested as one, a package alone. */
final class Cargo implements BuildSystem {

  private static final String FILE = "Cargo.toml";

  @Override
  public boolean marks(String name) {
    return name.equals(FILE);
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    return folder
        .text(FILE)
        .flatMap(text ->
            TomlLines.of(text).hasTable("workspace")
                ? Build.ofChecks(true, folder.command("test", FILE, "cargo", "test", "--workspace"))
                : Build.ofChecks(false, folder.command("test", FILE, "cargo", "test")));
  }
}
