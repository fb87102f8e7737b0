package dev.parley.verification;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.codebase.RepositoryCommand;
import dev.parley.process.Completed;
import dev.parley.process.ProcessRunner;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.WorktreeCommands;
import java.util.ArrayList;
import java.util.List;

/** Runs the checks of a repository in a worktree, one after the other, up to the first failure. */
public final class Verifier {

  private final ProcessRunner processes;
  private final WorktreeCommands commands;

  public Verifier(ProcessRunner processes, WorktreeCommands commands) {
    this.processes = processes;
    this.commands = commands;
  }

  /**
   * @param tree what the worktree holds, for the report
   * @return empty if the profile names no check
   * @throws dev.parley.model.ProblemException INTERRUPTED, NO_SANDBOX
   */
  public CheckReport verify(CodebaseProfile profile, Workspace workspace, String tree) {
    var results = new ArrayList<CheckResult>();
    for (var check : profile.checks()) {
      var result = run(check, workspace);
      results.add(result);
      if (!result.passed()) {
        break;
      }
    }
    return new CheckReport(tree, results);
  }

  private CheckResult run(RepositoryCommand check, Workspace workspace) {
    var completed = processes.run(commands.check(check, workspace));
    return new CheckResult(
        check,
        completed.succeeded(),
        completed.exitCode(),
        completed.timedOut(),
        output(completed),
        completed.elapsedMillis());
  }

  private static String output(Completed completed) {
    var parts = List.of(completed.stdout(), completed.stderr());
    return String.join("\n", parts.stream().filter(part -> !part.isBlank()).toList());
  }
}
