package dev.parley.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.analytics.RunReport;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.report.RunFolder;
import dev.parley.app.run.ResumeJob;
import dev.parley.app.run.RunInput;
import dev.parley.app.run.RunJob;
import dev.parley.app.run.StoredRuns;
import dev.parley.app.terminal.Surroundings;
import dev.parley.meeting.Transcripts;
import dev.parley.meeting.Utterance;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code parley demo}: {@code parley run} on the sample, against a scripted model on loopback. What
 * was interrupted, or killed, goes on when the demo is started again on its folder.
 */
public final class DemoJob {

  private static final String NO_SANDBOX =
      "none: bubblewrap does not work here; the commands are the sample's own";

  private final Surroundings surroundings;
  private final PrintWriter out;

  public DemoJob(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.out = surroundings.out();
  }

  /**
   * Runs the demo.
   *
   * @param wanted where it is made, or was made by an earlier start; empty for a fresh temporary
   *     folder
   * @return the exit code: 0 if all tasks were merged
   * @throws dev.parley.model.ProblemException BAD_USAGE if the folder holds something else;
   *     TOOL_MISSING without git; INTERRUPTED
   */
  public int run(Optional<Path> wanted) {
    var content = DemoContent.bundled();
    var folder = DemoFolder.at(wanted.map(surroundings::resolve));
    var checkout =
        SampleCheckout.at(folder.repository(), new OsProcessRunner(), surroundings.environment());
    if (folder.isNew()) {
      folder.writeTranscript(content.transcript());
      checkout.make(content.repository());
    }
    var edited = checkout.edited();
    int code;
    RunReport report;
    try (var server = ScriptedModelServer.start(content.script())) {
      var inside = folder.surroundings(surroundings, server.anthropicUrl());
      introduce(content, folder, DemoFolder.confines(inside));
      code = carryOut(inside, folder);
      report = report(inside);
    } catch (ProblemException e) {
      throw e.problem().code() == Code.INTERRUPTED ? interrupted(folder, e) : e;
    }
    conclude(folder, checkout, report, edited.equals(checkout.edited()));
    return code;
  }

  private static ProblemException interrupted(DemoFolder folder, ProblemException cause) {
    return new ProblemException(
        new Problem(Code.INTERRUPTED, cause.problem().message(), "Go on with: " + goOn(folder)),
        cause);
  }

  private static String goOn(DemoFolder folder) {
    return "parley demo --dir " + folder.root();
  }

  private static int carryOut(Surroundings inside, DemoFolder folder) {
    var begun = folder.isNew() ? Optional.<RunId>empty() : newest(inside);
    return begun.isPresent()
        ? new ResumeJob(inside, Optional.of(goOn(folder)))
            .resume(begun.get().value(), Flags.NONE, Flags.NONE, RunJob.Manner.PLAIN)
        : begin(inside, folder);
  }

  private static int begin(Surroundings inside, DemoFolder folder) {
    var wish =
        new RunJob.Wish(folder.repository(), Flags.NONE, "builtin", false, RunJob.Manner.PLAIN);
    return new RunJob(inside, Optional.of(goOn(folder)))
        .run(wish, RunInput.transcript(inside, folder.transcript().toString()));
  }

  private static Optional<RunId> newest(Surroundings inside) {
    try (var runs = StoredRuns.open(inside)) {
      return runs.all().stream().reduce((_, last) -> last);
    }
  }

  private static RunReport report(Surroundings inside) {
    try (var runs = StoredRuns.open(inside)) {
      return RunReport.of(runs.log(runs.all().getLast()));
    }
  }

  private void introduce(DemoContent content, DemoFolder folder, boolean confined) {
    var meeting = Transcripts.parse(DemoContent.TRANSCRIPT, content.transcript().getBytes(UTF_8));
    var people =
        meeting.utterances().stream()
            .map(Utterance::speaker)
            .distinct()
            .collect(Collectors.joining(", "));
    out.print(
        new Lines()
            .line("Parley demo: a meeting becomes commits, on this machine and offline.")
            .line("")
            .words(
                0,
                "",
                "A scripted model stands in for a real one, and two of its first attempts are wrong"
                    + " on purpose. All else is real: git, worktrees, the sample's own tests, the"
                    + " review gate, the budget, the store.")
            .line("")
            .line("  folder      " + folder.root())
            .line("  meeting     teatime.vtt, six minutes of " + people)
            .line(
                "  repository  teatime, where %s has a line that is not committed"
                    .formatted(SampleCheckout.EDITED))
            .line("  sandbox     " + (confined ? "bubblewrap, without network" : NO_SANDBOX))
            .line("")
            .line("Interrupt or kill it if you like; it goes on with")
            .line("  " + goOn(folder))
            .line(""));
    out.flush();
  }

  private void conclude(
      DemoFolder folder, SampleCheckout checkout, RunReport report, boolean untouched) {
    if (report.tasks().stream().anyMatch(task -> task.commit().isPresent())) {
      String branch = report.run().branch();
      var log = checkout.git("log", "--reverse", "--format=%h %s", "main.." + branch);
      var lines = new Lines().heading("Commits on " + branch).line("");
      log.lines().forEach(line -> lines.line("    " + line));
      out.print(lines);
    }
    out.print(new DemoEnding(report));
    out.print(
        new Lines()
            .heading("The edit of " + SampleCheckout.EDITED + " that was not committed")
            .line("")
            .line(untouched ? "    is as it was, byte for byte." : "    was changed meanwhile!"));
    look(folder, report);
    out.flush();
  }

  private void look(DemoFolder folder, RunReport report) {
    out.print(
        new Lines()
            .heading("Look around")
            .line("")
            .line("    less " + RunFolder.of(report).resolve("report.md"))
            .line("    git -C " + folder.repository() + " log --stat " + report.run().branch())
            .line("    PARLEY_HOME=" + folder.home() + " parley logs " + report.run())
            .line("    rm -r " + folder.root())
            .heading("Then in a repository of your own")
            .line("")
            .line("    export ANTHROPIC_API_KEY=...")
            .line("    parley run meeting.vtt"));
  }
}
