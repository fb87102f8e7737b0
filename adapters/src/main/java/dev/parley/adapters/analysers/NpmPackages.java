package dev.parley.adapters.analysers;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.review.tools.AnalyserTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tools from npm. Their lock files hold the hash of every package and no address: packages come
 * from the user's own registry, and npm refuses what has another hash. No script of a package runs.
 */
final class NpmPackages {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final int OUTPUT_LIMIT_BYTES = 64 * 1024;
  private static final int REASON_LINES = 4;

  private static final List<String> ARGUMENTS =
      List.of(
          "ci",
          "--ignore-scripts",
          "--no-audit",
          "--no-fund",
          "--no-progress",
          "--omit=dev",
          "--prefer-offline");

  private final ToolShelf shelf;
  private final ProcessRunner processes;
  private final Map<String, String> environment;

  NpmPackages(ToolShelf shelf, ProcessRunner processes, Map<String, String> environment) {
    this.shelf = shelf;
    this.processes = processes;
    this.environment = new HashMap<>(environment);
  }

  void fetch(AnalyserTool tool, Path staging, Consumer<String> progress) throws IOException {
    var program =
        shelf
            .program("npm")
            .orElseThrow(() ->
                new Problem(
                        Code.TOOL_MISSING,
                        "npm is not installed, so " + tool.name() + " cannot be fetched",
                        "Install Node.js 20 or newer, which brings npm.")
                    .raise());
    for (String name : List.of("package.json", "package-lock.json")) {
      ToolInstaller.written(staging, name, OwnRules.text("install/" + tool.name() + "/" + name));
    }
    progress.accept("npm fetches " + tool.name() + " " + tool.version());
    var argv = new java.util.ArrayList<String>();
    argv.add(program.toString());
    argv.addAll(ARGUMENTS);
    var completed =
        processes.run(
            new Command(
                argv, staging, environment, "", TIMEOUT, OUTPUT_LIMIT_BYTES, Confinement.NONE));
    if (!completed.succeeded()) {
      throw ToolInstaller.failed(tool.name(), reason(completed));
    }
  }

  private static String reason(Completed completed) {
    if (completed.timedOut()) {
      return "npm did not end within %d minutes".formatted(TIMEOUT.toMinutes());
    }
    var lines =
        completed.stderr().lines().filter(line -> line.startsWith("npm error")).limit(REASON_LINES);
    return "npm says: " + String.join("; ", lines.toList());
  }
}
