package dev.parley.adapters.analysers;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.model.ProblemException;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.StandardTools;
import java.nio.file.Path;

/**
 * Real analysers for tests, fetched once for each machine. Where neither npm nor Maven can be
 * reached, the tests that need them are not run, unless PARLEY_REQUIRE_ANALYSERS says that they
 * must be.
 */
final class InstalledTools {

  private static final Path FOLDER =
      Path.of(System.getProperty("user.home"), ".cache", "parley-test-tools");

  private InstalledTools() {}

  static AnalyserTool named(String name) {
    return StandardTools.ALL.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Where the tools are, once these are there. */
  static ToolShelf with(String... names) {
    var shelf = new ToolShelf(FOLDER, System.getenv("PATH"));
    var installer = new ToolInstaller(shelf, new OsProcessRunner(), System.getenv());
    for (String name : names) {
      var tool = named(name);
      try {
        if (ToolInstaller.canInstall(tool)) {
          installer.install(tool, _ -> {});
        } else if (shelf.find(tool).isEmpty()) {
          notTested(name + " is not on the PATH");
        }
      } catch (ProblemException e) {
        notTested(e.problem().message());
      }
    }
    return shelf;
  }

  static void notTested(String why) {
    if ("1".equals(System.getenv("PARLEY_REQUIRE_ANALYSERS"))) {
      fail(why);
    }
    abort("NOT TESTED: " + why);
  }
}
