package dev.parley.app.demo;

import dev.parley.analytics.AttemptReport;
import dev.parley.analytics.RequirementReport;
import dev.parley.analytics.RunReport;
import dev.parley.analytics.TaskReport;
import dev.parley.attempt.Outcome;
import dev.parley.meeting.Utterance;
import dev.parley.model.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a demo's run has come to, in words: from what was said to what was committed. Pure. */
final class DemoEnding {

  private static final int SHORT_ID = 7;
  private static final int INDENT = 4;
  private static final int LABELLED = 12;

  private final RunReport report;

  DemoEnding(RunReport report) {
    this.report = report;
  }

  @Override
  public String toString() {
    var lines = new Lines();
    provenance(lines);
    openQuestions(lines);
    failedAttempts(lines);
    cost(lines);
    return lines.toString();
  }

  private void provenance(Lines lines) {
    lines.heading("From the words to the commits");
    for (var requirement : report.requirements()) {
      lines
          .line("")
          .words(INDENT, requirement.requirement().id(), requirement.requirement().text());
      said(lines, requirement.said());
      done(lines, requirement);
    }
  }

  /** Who said it and when; of the last, which is most often the decision, the words as well. */
  private static void said(Lines lines, List<Utterance> said) {
    if (said.isEmpty()) {
      return;
    }
    var who =
        said.stream()
            .map(u -> u.speaker() + " " + u.at().map(Lines::clock).orElse(u.id()))
            .collect(Collectors.joining(", "));
    lines.words(LABELLED, "    said", who + ": \"" + said.getLast().text() + '"');
  }

  private void done(Lines lines, RequirementReport requirement) {
    for (var id : requirement.tasks()) {
      var task = task(id);
      lines.words(
          LABELLED,
          "    built",
          "%s, commit %s: %s"
              .formatted(id, task.commit().map(DemoEnding::shortened).orElse("-"), gates(task)));
    }
  }

  /** What the commit has passed. */
  private static String gates(TaskReport task) {
    if (task.commit().isEmpty()) {
      return task.reason().orElse(task.status().wireName());
    }
    var last = task.attempts().getLast();
    var gates = new ArrayList<String>();
    last.checks()
        .forEach(check ->
            gates.add(
                String.format(
                    Locale.ROOT,
                    "%s %s in %.1f s",
                    String.join(" ", check.command().argv()),
                    check.blocks() ? "failed" : check.passed() ? "passed" : "failed as before",
                    check.elapsedMillis() / 1e3)));
    last.verdict()
        .ifPresent(verdict -> gates.add(verdict.approved() ? "review approved" : "review refused"));
    int attempts = task.attempts().size();
    gates.add(attempts == 1 ? "first attempt" : "attempt " + attempts);
    return String.join(", ", gates);
  }

  private void openQuestions(Lines lines) {
    var questions = report.prd().map(prd -> prd.openQuestions()).orElse(List.of());
    if (questions.isEmpty()) {
      return;
    }
    lines.heading("Left open in the meeting, so nothing was built for it");
    for (var question : questions) {
      lines.line("").words(INDENT, "?", question.text());
      said(
          lines,
          question.cites().stream()
              .flatMap(id -> report.meeting().flatMap(m -> m.utterance(id)).stream())
              .toList());
    }
  }

  private void failedAttempts(Lines lines) {
    var failed =
        report.tasks().stream()
            .flatMap(task -> task.attempts().stream())
            .filter(attempt -> attempt.outcome().isPresent() && attempt.commit().isEmpty())
            .toList();
    if (failed.isEmpty()) {
      return;
    }
    lines.heading("Attempts that did not pass; the next one was told why");
    for (var attempt : failed) {
      var which = "attempt %d, %s".formatted(attempt.id().number(), why(attempt));
      lines.line("").words(INDENT, attempt.id().task().value(), which);
    }
  }

  private static String why(AttemptReport attempt) {
    return switch (attempt.outcome().orElseThrow()) {
      case Outcome.Rejected(var gate, var findings) ->
          "refused by the %s: %s".formatted(gate, findings.stream().findFirst().orElse(""));
      case Outcome outcome -> outcome.inWords();
    };
  }

  private void cost(Lines lines) {
    var spending = report.spending();
    var usage = spending.usage();
    lines
        .heading("What these calls would have cost")
        .line("")
        .words(
            INDENT,
            "",
            "%d calls, %,d tokens in (%,d of them from the cache) and %,d out: about %s at list prices. The run was allowed %s."
                .formatted(
                    spending.calls(),
                    usage.input() + usage.cacheWrite() + usage.cacheRead(),
                    usage.cacheRead(),
                    usage.output(),
                    spending.cost(),
                    report.request().limits().maxUsdPerRun()));
  }

  private TaskReport task(TaskId id) {
    return report.tasks().stream()
        .filter(task -> task.task().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  static String shortened(String commit) {
    return commit.substring(0, Math.min(SHORT_ID, commit.length()));
  }
}
