package dev.parley.codebase;

import java.util.List;
import java.util.Optional;

/** A script that by its name runs the tests: the last resort. */
final class TestScript implements BuildSystem {

  private static final List<String> FILES =
      List.of(
          "test.sh",
          "tests.sh",
          "run-tests.sh",
          "run_tests.sh",
          "runtests.sh",
          "check.sh",
          "bin/test",
          "script/test",
          "scripts/test",
          "scripts/test.sh",
          "scripts/run-tests.sh",
          "scripts/run_tests.sh",
          "test/run.sh",
          "tests/run.sh");

  @Override
  public boolean marks(String name) {
    return FILES.contains(name);
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    return FILES.stream()
        .filter(file -> folder.text(file).isPresent())
        .findFirst()
        .flatMap(file -> Build.ofChecks(true, command(folder, file)));
  }

  private static RepositoryCommand command(Folder folder, String file) {
    if (folder.hasExecutable(file)) {
      return folder.command("test", file, "./" + file);
    }
    var firstLine = folder.text(file).orElse("").lines().findFirst().orElse("");
    var shell = firstLine.startsWith("#!") && firstLine.contains("bash") ? "bash" : "sh";
    return folder.command("test", file, shell, file);
  }
}
