package dev.parley.adapters.analysers;

import dev.parley.llm.JsonCodec;
import dev.parley.process.Completed;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.Reported;
import dev.parley.review.tools.ToolOutcome;
import dev.parley.review.tools.ToolOutcome.Broken;
import dev.parley.review.tools.ToolOutcome.Located;
import dev.parley.review.tools.ToolOutcome.NotRun;
import dev.parley.review.tools.ToolOutcome.Ran;
import dev.parley.review.tools.ToolReport;
import dev.parley.review.tools.UnreadableReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes an outcome of what a tool left: everything that is not surely a report is a failure. */
final class Answers {

  private final JsonCodec json;

  Answers(JsonCodec json) {
    this.json = json;
  }

  ToolOutcome read(
      AnalyserTool tool, Launch launch, Completed completed, SandboxedToolRunner.Site site) {
    if (completed.timedOut()) {
      return new Broken(
          "it did not end within %d ms".formatted(tool.bounds().timeout().toMillis()));
    }
    if (notPossible(launch, completed)) {
      return new NotRun("the machine lacks what it needs offline", "");
    }
    var output = launch.output();
    try {
      if (!output.ran().contains(completed.exitCode())) {
        throw new Unusable("it ended with exit code " + completed.exitCode());
      }
      if (completed.truncated()) {
        throw new Unusable("it printed more than %d bytes".formatted(tool.bounds().outputBytes()));
      }
      var report = output.format().read(text(tool, launch, completed, site), json);
      return located(tool, report, site);
    } catch (UnreadableReportException e) {
      return new Broken("its report cannot be read: " + e.getMessage());
    } catch (Unusable e) {
      return new Broken(String.valueOf(e.getMessage()));
    }
  }

  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  /**
   * Only in what is said to people: a report quotes code, which could be written to match. It is
   * foreign text and may hold secrets: only whether it matches is used.
   */
  private static boolean notPossible(Launch launch, Completed completed) {
    return launch
        .output()
        .notPossible()
        .filter(pattern -> pattern.matcher(completed.stderr()).find())
        .isPresent();
  }

  private static String text(
      AnalyserTool tool, Launch launch, Completed completed, SandboxedToolRunner.Site site)
      throws Unusable {
    return switch (launch.output().from()) {
      case STANDARD_OUTPUT -> completed.stdout();
      case BOTH_OUTPUTS -> completed.stdout() + "\n" + completed.stderr();
      case FILE -> file(tool, site);
    };
  }

  private static String file(AnalyserTool tool, SandboxedToolRunner.Site site) throws Unusable {
    var report = site.scratch().report();
    try {
      if (!Files.isRegularFile(report, LinkOption.NOFOLLOW_LINKS)) {
        throw new Unusable("it wrote no report");
      }
      if (Files.size(report) > tool.bounds().outputBytes()) {
        throw new Unusable(
            "its report is longer than %d bytes".formatted(tool.bounds().outputBytes()));
      }
      return new String(Files.readAllBytes(report), StandardCharsets.UTF_8);
    } catch (IOException _) {
      throw new Unusable("its report cannot be read from disk");
    }
  }

  private static ToolOutcome located(
      AnalyserTool tool, ToolReport report, SandboxedToolRunner.Site site) throws Unusable {
    var lines = new HashMap<String, List<String>>();
    var results = new ArrayList<Located>();
    var probe = tool.reads().probe();
    boolean probed = probe.isEmpty();
    for (var each : report.results()) {
      if (probe.isPresent() && each.file().endsWith(probe.get().file())) {
        probed |= each.rule().equals(probe.get().rule());
      } else {
        place(tool, each, site).ifPresent(found -> results.add(withLine(found, site, lines)));
      }
    }
    if (!probed) {
      throw new Unusable("it did not report what was put before it to be found");
    }
    return new Ran(results, site.copies().targets().size(), report.scanned());
  }

  /** Empty if it is about a file outside the copies, such as a library's. */
  private static Optional<Reported> place(
      AnalyserTool tool, Reported each, SandboxedToolRunner.Site site) throws Unusable {
    String source = site.scratch().source().toString();
    var path = site.copies().path(each.file(), source, site.folder());
    if (path.isPresent()) {
      return Optional.of(
          new Reported(
              each.rule(), path.get(), each.line(), each.message(), each.cwes(), each.symbol()));
    }
    boolean foreign =
        tool.reads().scope() != AnalyserTool.Scope.FLAT
            && (each.file().startsWith("/") || each.file().startsWith("../"))
            && !each.file().startsWith(source);
    if (!foreign) {
      throw new Unusable("it reports a file that it was not given");
    }
    return Optional.empty();
  }

  private static Located withLine(
      Reported found, SandboxedToolRunner.Site site, Map<String, List<String>> lines) {
    var text = lines.computeIfAbsent(found.file(), path -> lines(path, site));
    boolean there = found.line() >= 1 && found.line() <= text.size();
    return new Located(found, there ? text.get(found.line() - 1) : "");
  }

  private static List<String> lines(String path, SandboxedToolRunner.Site site) {
    String known = site.copies().texts().get(path);
    if (known != null) {
      return List.of(known.split("\n", -1));
    }
    try {
      // An unchanged file of a project; the same on both sides, so the copy will do.
      return List.of(Files.readString(site.scratch().source().resolve(path)).split("\n", -1));
    } catch (IOException _) {
      return List.of();
    }
  }
}
