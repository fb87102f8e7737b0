package dev.parley.app.report;

import dev.parley.adapters.jackson.RecordJson;
import dev.parley.analytics.RunReport;
import dev.parley.app.files.AtomicFile;
import dev.parley.event.Event;
import dev.parley.meeting.Meeting;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.requirements.PrdDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Copies of what a run's log holds, in {@code .parley/runs/RUN} of the user's repository: never
 * tracked, since {@code .parley} ignores itself, and never read again.
 */
public final class RunFolder {

  private static final String IGNORE_ALL = "*\n";

  private RunFolder() {}

  /** Where a run's files are, whether they have been written or not. */
  public static Path of(RunReport report) {
    return parley(report).resolve("runs").resolve(report.run().value());
  }

  /**
   * Writes all files of a run, each whole or not at all.
   *
   * @param log all of the run's events, oldest first
   * @return the folder
   * @throws ProblemException DISK_FULL if a file cannot be written; BAD_INPUT if the repository is
   *     gone or a link leads out of it
   */
  public static Path write(List<Event> log) {
    var report = RunReport.of(log);
    var folder = of(report);
    requirePlace(report);
    var ignore = parley(report).resolve(".gitignore");
    if (!Files.exists(ignore)) {
      AtomicFile.write(ignore, IGNORE_ALL);
    }
    documents(report, folder);
    AtomicFile.write(folder.resolve("report.json"), reportJson(report));
    AtomicFile.write(folder.resolve("report.md"), ReportMarkdown.of(report));
    AtomicFile.write(folder.resolve("report.html"), ReportHtml.of(report));
    AtomicFile.write(folder.resolve("events.jsonl"), EventFile.of(log));
    LogLines.byAttempt(log)
        .forEach((id, text) ->
            AtomicFile.write(
                folder.resolve("logs").resolve(id.task() + "-" + id.number() + ".log"), text));
    return folder;
  }

  /** The report alone, for programs. */
  public static String reportJson(List<Event> log) {
    return reportJson(RunReport.of(log));
  }

  /** A repository may be anybody's: its files are not written through a link it brought along. */
  private static void requirePlace(RunReport report) {
    var parley = parley(report);
    if (!Files.isDirectory(Path.of(report.request().checkout()))) {
      throw unwritable(report.request().checkout() + " is not there any more");
    }
    for (var place : List.of(parley, parley.resolve("runs"), of(report))) {
      if (Files.isSymbolicLink(place)) {
        throw unwritable(place + " is a link");
      }
    }
  }

  private static ProblemException unwritable(String reason) {
    return new ProblemException(
        new Problem(
            Code.BAD_INPUT,
            "the run's files are not written: " + reason,
            "Mend that, then: parley report RUN; or print it: parley report RUN --json"));
  }

  private static void documents(RunReport report, Path folder) {
    var json = new RecordJson();
    var meeting = report.meeting().orElse(new Meeting("", List.of(), List.of()));
    report
        .prd()
        .ifPresent(prd -> {
          AtomicFile.write(folder.resolve("prd.md"), PrdDocument.markdown(prd, meeting));
          AtomicFile.write(folder.resolve("prd.json"), json.pretty(prd));
        });
    report
        .plan()
        .ifPresent(plan ->
            AtomicFile.write(
                folder.resolve("tasks.json"), json.pretty(ReportFields.Tasks.of(plan))));
  }

  private static String reportJson(RunReport report) {
    return new RecordJson().pretty(ReportFields.of(report));
  }

  private static Path parley(RunReport report) {
    return Path.of(report.request().checkout()).resolve(".parley");
  }
}
