package dev.parley.workspace;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.codebase.RepositoryCommand;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Completed;
import dev.parley.process.PlainOutput;
import dev.parley.process.ProcessRunner;
import java.util.Map;

/** Runs a repository's setup commands in a fresh worktree. */
public final class EnvironmentSetup {

  private static final int SHOWN_CHARACTERS = 2_000;

  private final ProcessRunner processes;
  private final WorktreeCommands commands;

  public EnvironmentSetup(ProcessRunner processes, WorktreeCommands commands) {
    this.processes = processes;
    this.commands = commands;
  }

  /**
   * Makes the worktree ready.
   *
   * @throws ProblemException ENVIRONMENT_FAILED naming the command and the end of its output;
   *     INTERRUPTED
   */
  public void run(CodebaseProfile profile, Workspace workspace) {
    for (var command : profile.setup()) {
      var completed = processes.run(commands.setup(command, workspace));
      if (!completed.succeeded()) {
        throw new ProblemException(failed(command, completed));
      }
    }
  }

  private static Problem failed(RepositoryCommand command, Completed completed) {
    String line = String.join(" ", command.argv());
    String how = completed.timedOut() ? "timed out" : "exited with " + completed.exitCode();
    return new Problem(
        Code.ENVIRONMENT_FAILED,
        "setup '" + line + "' (from " + command.origin() + ") " + how + ": " + tail(completed),
        "Make it pass in a fresh clone, or set [workspace] setup in parley.toml.",
        Map.of("command", line));
  }

  private static String tail(Completed completed) {
    String output = PlainOutput.of(completed.stdout() + "\n" + completed.stderr()).strip();
    return output.length() <= SHOWN_CHARACTERS
        ? output
        : "..." + output.substring(output.length() - SHOWN_CHARACTERS);
  }
}
