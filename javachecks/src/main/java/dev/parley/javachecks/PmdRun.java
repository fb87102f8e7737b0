package dev.parley.javachecks;

import dev.parley.javachecks.Answer.Failure;
import dev.parley.javachecks.Request.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sourceforge.pmd.PMDConfiguration;
import net.sourceforge.pmd.PmdAnalysis;
import net.sourceforge.pmd.lang.Language;
import net.sourceforge.pmd.lang.LanguageRegistry;
import net.sourceforge.pmd.lang.document.FileId;
import net.sourceforge.pmd.lang.rule.Rule;
import net.sourceforge.pmd.lang.rule.RuleSet;
import net.sourceforge.pmd.reporting.Report;
import net.sourceforge.pmd.reporting.RuleViolation;

/**
 * PMD's part. Rules are made by hand instead of read from PMD's files: those take half a second,
 * and rules written in XPath another library.
 */
final class PmdRun implements Runnable {

  /** A marker that no source contains: a comment must not switch a rule off. */
  private static final String NO_MARKER = "\0";

  private static final Language JAVA =
      LanguageRegistry.PMD.getLanguages().stream()
          .filter(language -> language.getId().equals("java"))
          .findFirst()
          .orElseThrow();

  private final Request request;
  private final Answer answer;

  PmdRun(Request request, Answer answer) {
    this.request = request;
    this.answer = answer;
  }

  @Override
  public void run() {
    if (request.rulesOf("pmd").isEmpty() || request.head().isEmpty()) {
      return;
    }
    var found = new HashSet<String>();
    run(request.head(), true, found);
    run(request.baseOf(found::contains), false, new HashSet<>());
  }

  /** Where PMD breaks, the files are divided until it is known at which of them. */
  private void run(List<Source> sources, boolean head, Set<String> found) {
    if (sources.isEmpty()) {
      return;
    }
    try {
      tell(report(sources), head, found);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      int half = sources.size() / 2;
      if (half == 0) {
        answer.failed(head, Failure.PMD, sources.getFirst().path(), 0, ErrorProneRun.reason(e));
      } else {
        run(sources.subList(0, half), head, found);
        run(sources.subList(half, sources.size()), head, found);
      }
    }
  }

  private Report report(List<Source> sources) {
    try (var pmd = PmdAnalysis.create(configuration())) {
      for (Request.Rule rule : request.rulesOf("pmd")) {
        pmd.addRuleSet(RuleSet.forSingleRule(make(rule)));
      }
      for (Source source : sources) {
        pmd.files().addSourceFile(FileId.fromPathLikeString(source.path()), source.text());
      }
      return pmd.performAnalysisAndCollectReport();
    }
  }

  private static PMDConfiguration configuration() {
    var configuration = new PMDConfiguration(LanguageRegistry.singleton(JAVA));
    configuration.setThreads(0);
    configuration.setIgnoreIncrementalAnalysis(true);
    configuration.setSuppressMarker(NO_MARKER);
    return configuration;
  }

  private static Rule make(Request.Rule wanted) {
    try {
      var rule =
          Class.forName(wanted.type())
              .asSubclass(Rule.class)
              .getDeclaredConstructor()
              .newInstance();
      rule.setName(wanted.id());
      rule.setLanguage(JAVA);
      rule.setRuleSetName("parley");
      rule.setMessage(wanted.id());
      return rule;
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no such rule: " + wanted, e);
    }
  }

  /** What an annotation of the source would have silenced is told like all else. */
  private void tell(Report report, boolean head, Set<String> found) {
    Stream<RuleViolation> suppressed =
        report.getSuppressedViolations().stream().map(Report.SuppressedViolation::getRuleViolation);
    Stream.concat(report.getViolations().stream(), suppressed)
        .forEach(violation -> {
          String path = violation.getFileId().getOriginalPath();
          String rule = violation.getRule().getName();
          found.add(path);
          answer.found(head, rule, path, violation.getBeginLine(), violation.getDescription());
        });
    report
        .getProcessingErrors()
        .forEach(error ->
            answer.failed(
                head,
                Failure.PMD,
                error.getFileId().getOriginalPath(),
                0,
                String.valueOf(error.getMsg())));
    report
        .getConfigurationErrors()
        .forEach(error -> answer.failed(head, Failure.TOOL, "pmd", 0, error.issue()));
  }
}
