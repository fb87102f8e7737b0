package dev.parley.review.tools;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.review.Analyser;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.review.TestFiles;
import dev.parley.review.tools.ToolOutcome.Broken;
import dev.parley.review.tools.ToolOutcome.Located;
import dev.parley.review.tools.ToolOutcome.NotRun;
import dev.parley.review.tools.ToolOutcome.Ran;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs programs of others on base and head of a change, and reports what is new. A tool that is
 * missing reduces coverage, which is noted. One that crashed, timed out or wrote what cannot be
 * read is a finding that keeps the change from being approved, unless it is optional: what it would
 * have found is unknown, which is not the same as nothing.
 */
public final class ExternalAnalysers implements Analyser {

  private static final int FINDINGS_MAX = 200;
  private static final int QUOTE_MAX = 500;
  private static final int MESSAGE_MAX = 300;
  private static final String ERROR_RULE = "analyser-error";

  /** In tests, what is only dangerous in production is a matter of style. */
  private static final Set<String> HARMLESS_IN_TESTS =
      Set.of(
          "weak-hash",
          "weak-cipher",
          "insecure-random",
          "insecure-cookie",
          "insecure-file",
          "disabled-verification",
          "path-traversal",
          "resource-leak",
          "query-in-loop",
          "lost-result",
          "command-injection",
          "swallowed-error");

  private final List<AnalyserTool> tools;
  private final ToolRunner runner;
  private final CanonicalRules rules;

  /**
   * @param tools those to run; a tool that a change has no file for costs nothing
   */
  public ExternalAnalysers(List<AnalyserTool> tools, ToolRunner runner) {
    this.tools = List.copyOf(tools);
    this.runner = runner;
    this.rules = CanonicalRules.standard();
  }

  @Override
  public List<Finding> analyse(Subject subject) {
    return examine(subject).findings();
  }

  @Override
  public Report examine(Subject subject) {
    var change = Change.of(subject);
    var findings = new LinkedHashMap<Place, Finding>();
    var others = new ArrayList<Finding>();
    var notes = new LinkedHashSet<String>();
    var runs = run(change);
    notes.addAll(notRun(runs));
    for (var run : runs) {
      var answer = answer(run, change);
      notes.addAll(answer.notes());
      for (var finding : answer.findings()) {
        if (finding.rule().equals(ERROR_RULE)) {
          others.add(finding);
        } else {
          // Several tools see one fault: the gravest of their words is enough.
          findings.merge(Place.of(finding), finding, ExternalAnalysers::graver);
        }
      }
    }
    if (findings.size() > FINDINGS_MAX) {
      notes.add("Of %d findings of tools, %d are shown.".formatted(findings.size(), FINDINGS_MAX));
    }
    findings.values().stream()
        .sorted(java.util.Comparator.comparing(Finding::severity))
        .limit(FINDINGS_MAX)
        .forEach(others::add);
    return new Report(others, List.copyOf(notes), read(runs, change));
  }

  /** What tools understood that ran: one that looks for secrets in any text understands none. */
  private static Set<String> read(List<Run> runs, Change change) {
    var read = new HashSet<String>();
    for (var run : runs) {
      if (run.head() instanceof Ran && !run.tool().reads().extensions().contains("*")) {
        change.head().files().keySet().stream()
            .filter(run.tool().reads()::reads)
            .forEach(read::add);
      }
    }
    return read;
  }

  private record Place(String file, int line, String rule) {
    static Place of(Finding finding) {
      return new Place(finding.file(), finding.line(), finding.rule());
    }
  }

  private static Finding graver(Finding one, Finding other) {
    return one.severity().compareTo(other.severity()) <= 0 ? one : other;
  }

  /** One tool on both sides. */
  private record Run(AnalyserTool tool, ToolOutcome base, ToolOutcome head) {}

  private List<Run> run(Change change) {
    record Started(AnalyserTool tool, Future<ToolOutcome> base, Future<ToolOutcome> head) {}

    var concerned = tools.stream().filter(change::concerns).toList();
    if (concerned.isEmpty()) {
      return List.of();
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var started =
          concerned.stream()
              .map(tool ->
                  new Started(
                      tool,
                      threads.submit(() -> base(tool, change)),
                      threads.submit(() -> runner.run(tool, change.head()))))
              .toList();
      try {
        var runs = new ArrayList<Run>();
        for (var each : started) {
          runs.add(new Run(each.tool(), each.base().get(), each.head().get()));
        }
        return runs;
      } catch (InterruptedException e) {
        threads.shutdownNow();
        Thread.currentThread().interrupt();
        throw interrupted();
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw e.getCause() instanceof RuntimeException cause
            ? cause
            : new IllegalStateException(e.getCause());
      }
    }
  }

  private static ProblemException interrupted() {
    return new ProblemException(
        new Problem(Code.INTERRUPTED, "interrupted while analysers ran", "Run it again."));
  }

  /** Where none of a tool's files were there before, there is nothing to hold the head against. */
  private ToolOutcome base(AnalyserTool tool, Change change) {
    boolean any = change.base().files().keySet().stream().anyMatch(tool.reads()::reads);
    return any || tool.reads().scope() == AnalyserTool.Scope.PROJECT
        ? runner.run(tool, change.base())
        : new Ran(List.of(), 0, java.util.OptionalInt.empty());
  }

  private Report answer(Run run, Change change) {
    var tool = run.tool();
    return switch (run.head()) {
      case NotRun _ -> new Report(List.of(), List.of());
      case Broken(var reason) -> broken(tool, reason, change);
      case Ran head ->
          switch (run.base()) {
            // Without the base everything in the head would look new.
            case NotRun _ -> new Report(List.of(), List.of());
            case Broken(var reason) -> broken(tool, "on the base, " + reason, change);
            case Ran base -> fresh(tool, head, base, change);
          };
    };
  }

  /** One sentence for all tools that lack the same. */
  private static List<String> notRun(List<Run> runs) {
    var lacking = new LinkedHashMap<NotRun, List<String>>();
    for (var run : runs) {
      var outcome = run.head() instanceof NotRun ? run.head() : run.base();
      if (outcome instanceof NotRun lack) {
        lacking.computeIfAbsent(lack, _ -> new ArrayList<>()).add(run.tool().name());
      }
    }
    var notes = new ArrayList<String>();
    lacking.forEach((lack, tools) ->
        notes.add(
            "Not run: %s (%s).%s"
                .formatted(
                    String.join(", ", tools),
                    lack.reason(),
                    lack.remedy().isEmpty() ? "" : " " + lack.remedy())));
    return notes;
  }

  private static Report broken(AnalyserTool tool, String reason, Change change) {
    if (tool.optional()) {
      return new Report(List.of(), List.of("%s failed: %s.".formatted(tool.name(), reason)));
    }
    String file =
        change.head().files().keySet().stream()
            .filter(tool.reads()::reads)
            .sorted()
            .findFirst()
            .orElse("");
    return new Report(
        List.of(
            Finding.byAnalyser(
                ERROR_RULE,
                Severity.MEDIUM,
                "correctness",
                "The analyser %s failed, so what it would have found is unknown: %s."
                    .formatted(tool.name(), reason),
                new Finding.Place(file, 0, ""))),
        List.of());
  }

  private Report fresh(AnalyserTool tool, Ran head, Ran base, Change change) {
    int scanned = head.scanned().orElse(head.given());
    if (scanned == 0 && head.given() > 0) {
      return broken(tool, "it was given %d files and read none".formatted(head.given()), change);
    }
    var added =
        NewResults.of(
            head.results(), base.results(), change.renamed(), result -> key(tool, result));
    var findings =
        added.stream().map(each -> finding(tool, each)).flatMap(Optional::stream).toList();
    var notes =
        scanned < head.given()
            ? List.of("%s read %d of %d files.".formatted(tool.name(), scanned, head.given()))
            : List.<String>of();
    return new Report(findings, notes);
  }

  private String key(AnalyserTool tool, Reported result) {
    return rules
        .of(tool.name(), result, tool.unknownRules())
        .map(CanonicalRules.Canonical::id)
        .orElse("");
  }

  private Optional<Finding> finding(AnalyserTool tool, Located located) {
    var result = located.reported();
    return rules
        .of(tool.name(), result, tool.unknownRules())
        .map(canonical -> {
          boolean secret = canonical.id().equals("hard-coded-credentials");
          String line = located.text().strip();
          String quote = line.length() > QUOTE_MAX ? line.substring(0, QUOTE_MAX) : line;
          return Finding.byAnalyser(
              canonical.id(),
              severity(canonical, result),
              canonical.category(),
              says(tool, result, secret),
              new Finding.Place(result.file(), result.line(), secret ? "" : quote));
        });
  }

  private static Severity severity(CanonicalRules.Canonical canonical, Reported result) {
    boolean harmless =
        TestFiles.isTest(result.file()) && HARMLESS_IN_TESTS.contains(canonical.id());
    return harmless ? Severity.LOW : canonical.severity();
  }

  /** What a tool says is foreign text: one line, of bounded length; of a secret nothing. */
  private static String says(AnalyserTool tool, Reported result, boolean secret) {
    String message = secret ? "This is a secret." : result.message().strip();
    String line = message.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}|\\p{Cf}", "");
    String cut = line.length() > MESSAGE_MAX ? line.substring(0, MESSAGE_MAX) + "..." : line;
    return "%s (%s: %s)".formatted(cut, tool.name(), result.rule().replaceAll("\\s+", " "));
  }
}
