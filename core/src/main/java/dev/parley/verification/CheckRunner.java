package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.llm.JsonCodec;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.PlainOutput;
import dev.parley.process.ProcessRunner;
import dev.parley.verification.coverage.ChangeCoverage;
import dev.parley.verification.testreport.TestOutcome;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.WorktreeCommands;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs one check in a worktree and reads what it printed and wrote. */
public final class CheckRunner {

  /** Read of one check's output; names of tests may stand anywhere in it. */
  private static final int READ_OUTPUT_BYTES = 4 << 20;

  private static final int MAX_REPORT_BYTES = 8 << 20;
  private static final int MAX_REPORTS_BYTES = 64 << 20;

  private final ProcessRunner processes;
  private final WorktreeCommands commands;
  private final ReportFiles files;
  private final JsonCodec json;

  public CheckRunner(
      ProcessRunner processes, WorktreeCommands commands, ReportFiles files, JsonCodec json) {
    this.processes = processes;
    this.commands = commands;
    this.files = files;
    this.json = json;
  }

  /**
   * Runs it once.
   *
   * @throws dev.parley.model.ProblemException INTERRUPTED, NO_SANDBOX
   */
  CheckRun run(RepositoryCommand check, Workspace workspace) {
    var before = files.marks(workspace, CheckRunner::isReport);
    var completed = processes.run(command(check, workspace));
    String root = workspace.root().toString();
    String output = output(completed).replace(root + "/", "").replace(root, ".");
    var written = new Written(workspace);
    written.read(before);
    var documents = new RunResults.Documents(written.documents, written.all);
    var read = new RunResults(Phase.of(check), completed, output, documents, json);
    return new CheckRun(
        check,
        completed.succeeded(),
        completed.exitCode(),
        completed.timedOut(),
        output,
        completed.elapsedMillis(),
        read.failures(),
        read.results().ended(TestOutcome.PASSED),
        ids(read),
        read.counts(),
        read.whole(),
        read.repeatable(),
        written.coverage);
  }

  private static Set<String> ids(RunResults read) {
    var ids = new HashSet<String>();
    read.results().all().forEach(result -> ids.add(result.id()));
    return ids;
  }

  private Command command(RepositoryCommand check, Workspace workspace) {
    var command = commands.check(check, workspace);
    return new Command(
        command.argv(),
        command.folder(),
        command.environment(),
        command.stdin(),
        command.timeout(),
        Math.max(READ_OUTPUT_BYTES, command.outputLimitBytes()),
        command.confinement(),
        command.encoding());
  }

  private static boolean isReport(String path) {
    return ReportNames.isTests(path) || ReportNames.isCoverage(path);
  }

  /** Only what this check wrote: a report that is part of the change is nobody's result. */
  private final class Written {

    private final Workspace workspace;
    private final List<String> documents = new ArrayList<>();
    private final List<ChangeCoverage.Report> coverage = new ArrayList<>();
    private boolean all = true;
    private long room = MAX_REPORTS_BYTES;

    private Written(Workspace workspace) {
      this.workspace = workspace;
    }

    private void read(Map<String, String> before) {
      var after = files.marks(workspace, CheckRunner::isReport);
      all = after.size() < ReportFiles.MAX_FOUND;
      after.forEach((path, mark) -> {
        if (!mark.equals(before.get(path))) {
          read(path);
        }
      });
    }

    private void read(String path) {
      int most = (int) Math.min(room, MAX_REPORT_BYTES);
      var text = most < 1 ? Optional.<String>empty() : files.read(workspace, path, most);
      room -= text.map(String::length).orElse(0);
      var local = text.map(t -> t.replace(workspace.root() + "/", ""));
      if (ReportNames.isTests(path)) {
        local.ifPresentOrElse(documents::add, () -> all = false);
      } else {
        local.ifPresent(report -> coverage.add(new ChangeCoverage.Report(path, report)));
      }
    }
  }

  private static String output(Completed completed) {
    var parts = List.of(completed.stdout(), completed.stderr());
    return PlainOutput.of(
        String.join("\n", parts.stream().filter(part -> !part.isBlank()).toList()));
  }
}
