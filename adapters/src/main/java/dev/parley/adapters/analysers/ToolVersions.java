package dev.parley.adapters.analysers;

import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.review.tools.AnalyserTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which version of an analyser is there, and where it came from. */
public final class ToolVersions {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int OUTPUT_LIMIT_BYTES = 4 * 1024;

  /** What makes a program print its version, where it is not the usual. */
  private static final Map<String, List<String>> ARGUMENTS =
      Map.of("clippy", List.of("clippy", "--version"), "go-vet", List.of("version"));

  private final ToolShelf shelf;
  private final ProcessRunner processes;
  private final Map<String, String> environment;

  /**
   * @param processes runs programs on the user's PATH to ask them
   * @param environment the user's own
   */
  public ToolVersions(ToolShelf shelf, ProcessRunner processes, Map<String, String> environment) {
    this.shelf = shelf;
    this.processes = processes;
    this.environment = Map.copyOf(environment);
  }

  /**
   * A tool that is there.
   *
   * @param version as Parley pinned it, or as the program says
   * @param place Parley's own folder, or the program on the user's PATH
   */
  public record Present(String version, String place) {}

  /** Empty if a tool is not there, or cannot say its version. */
  public Optional<Present> of(AnalyserTool tool) {
    return shelf
        .find(tool)
        .flatMap(found ->
            found.home().isPresent()
                ? Optional.of(new Present(tool.version(), found.home().get().toString()))
                : asked(tool, found.argv().getFirst()));
  }

  private Optional<Present> asked(AnalyserTool tool, String program) {
    var argv = new ArrayList<String>();
    argv.add(program);
    argv.addAll(ARGUMENTS.getOrDefault(tool.name(), List.of("--version")));
    try {
      var completed =
          processes.run(
              new Command(
                  argv,
                  Path.of("/"),
                  environment,
                  "",
                  TIMEOUT,
                  OUTPUT_LIMIT_BYTES,
                  Confinement.NONE));
      var line = completed.stdout().lines().findFirst();
      return completed.succeeded()
          ? line.map(says -> new Present(says.strip(), program))
          : Optional.empty();
    } catch (ProblemException _) {
      return Optional.empty();
    }
  }
}
