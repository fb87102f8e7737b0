package dev.parley.adapters.linux;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * Runs confined commands in namespaces of their own, where only what {@link SandboxLayout} and the
 * command's {@link Confinement} name is visible. Everything started in there dies with it.
 */
public final class BubblewrapRunner implements ProcessRunner {

  private final ProcessRunner processes;
  private final SandboxLayout layout;

  public BubblewrapRunner(ProcessRunner processes, SandboxLayout layout) {
    this.processes = processes;
    this.layout = layout;
  }

  @Override
  public Completed run(Command command) {
    if (!command.confinement().confined()) {
      return processes.run(command);
    }
    var completed = processes.run(confined(command));
    if (failedToConfine(completed)) {
      throw new Problem(
              Code.ENVIRONMENT_FAILED,
              "the sandbox for "
                  + command.argv().getFirst()
                  + " could not be set up: "
                  + completed.stderr().strip(),
              "Run 'parley doctor'; or pass --sandbox none.")
          .raise();
    }
    return completed;
  }

  /**
   * The command behind bubblewrap, for callers that must talk to it while it runs. Whoever starts
   * it must do so from a thread that outlives it, since it dies with that thread.
   *
   * @throws dev.parley.model.ProblemException TOOL_MISSING if its program does not exist
   */
  public Command confined(Command command) {
    requireProgram(command);
    var argv =
        new ArrayList<>(
            layout.bubblewrap(command.environment(), command.folder(), command.confinement()));
    argv.addAll(command.argv());
    return command.wrapped(argv, Confinement.NONE);
  }

  /** Bubblewrap's own failures come before the command says a word. */
  private static boolean failedToConfine(Completed completed) {
    return completed.exitCode() == 1
        && completed.stdout().isEmpty()
        && completed.stderr().startsWith("bwrap: ");
  }

  private static void requireProgram(Command command) {
    var name = command.argv().getFirst();
    var folder = command.folder().toAbsolutePath();
    var path = command.environment().getOrDefault("PATH", SandboxLayout.DEFAULT_PATH);
    var candidates =
        name.contains("/")
            ? Stream.of(folder.resolve(name))
            : Stream.of(path.split(":", -1)).map(entry -> folder.resolve(entry).resolve(name));
    if (candidates.noneMatch(BubblewrapRunner::isProgram)) {
      throw new Problem(
              Code.TOOL_MISSING,
              "the program '" + name + "' is not there or cannot be executed",
              "Install " + name + ", or correct the command that names it.")
          .raise();
    }
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}
