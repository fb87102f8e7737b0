package dev.parley.app;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.bench.SampleFiles;
import dev.parley.app.cli.Cli;
import dev.parley.app.terminal.Surroundings;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Does once what users wait for, so that the JVM can keep the classes that this loads in a start-up
 * cache. The launcher runs it in the background. It works in a folder of its own, which it is
 * given, and touches nothing of the user's.
 */
public final class Training {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final int OUTPUT_BYTES = 1 << 20;
  private static final int CHANGES_REQUESTED = 1;

  private Training() {}

  /**
   * Does it.
   *
   * @param args an empty folder, for a repository and a home of Parley
   */
  public static void main(String[] args) throws IOException {
    int exitCode = review(Path.of(args[0]).toAbsolutePath());
    System.exit(exitCode == CHANGES_REQUESTED ? 0 : 1);
  }

  /** The exit code of a review of much that is wrong. */
  static int review(Path folder) throws IOException {
    var environment =
        Map.of(
            "PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"),
            "HOME", folder.toString(),
            "PARLEY_HOME", folder.resolve("home").toString());
    var repository = Files.createDirectory(folder.resolve("repository"));
    for (var sample : SampleFiles.all().entrySet()) {
      var file = repository.resolve(sample.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, sample.getValue());
    }
    var init = List.of("git", "init", "--quiet");
    new OsProcessRunner()
        .run(
            new Command(
                init, repository, environment, "", TIMEOUT, OUTPUT_BYTES, Confinement.NONE));
    var nowhere = new PrintWriter(Writer.nullWriter());
    var surroundings =
        new Surroundings(
            environment,
            repository,
            InputStream.nullInputStream(),
            nowhere,
            nowhere,
            false,
            false,
            InstantSource.system());
    int exitCode = 0;
    for (var line : List.of("--help", "limits", "runs", "review --no-llm")) {
      exitCode = Cli.run(surroundings, line.split(" ", -1));
    }
    return exitCode;
  }
}
