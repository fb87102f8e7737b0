package dev.parley.app.report;

import dev.parley.analytics.AttemptReport;
import dev.parley.analytics.RequirementReport;
import dev.parley.analytics.RunReport;
import dev.parley.analytics.TaskReport;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.meeting.Utterance;
import dev.parley.orchestrator.RunOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code report.md}. */
final class ReportMarkdown {

  /** What Markdown would take for more than text, within a line. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]#|~@]");

  private final StringBuilder text = new StringBuilder();
  private final RunReport report;

  private ReportMarkdown(RunReport report) {
    this.report = report;
  }

  static String of(RunReport report) {
    var markdown = new ReportMarkdown(report);
    markdown.write();
    return markdown.text.toString();
  }

  private void write() {
    var usage = report.spending().usage();
    text.append("# Run ").append(report.run()).append("\n\n");
    item("outcome: **" + report.outcome().map(RunOutcome::wireName).orElse("unfinished") + "**");
    report.halt().ifPresent(problem -> item("halted: " + escaped(problem.message())));
    item("source: " + escaped(report.request().source()));
    item("branch: `" + report.run().branch() + "`, from `" + cut(report.request().base()) + "`");
    item(
        "spent: %s in %d model calls, %d tokens in, %d out"
            .formatted(
                report.spending().cost(),
                report.spending().calls(),
                usage.input() + usage.cacheRead() + usage.cacheWrite(),
                usage.output()));
    var recalled = report.recalled();
    if (recalled.calls() > 0) {
      item("%d calls answered from cache, %s saved".formatted(recalled.calls(), recalled.cost()));
    }
    if (!report.requirements().isEmpty()) {
      text.append("\n## From the words to the commits\n");
      report.requirements().forEach(this::requirement);
    }
    table();
    if (!report.approvals().isEmpty()) {
      text.append("\n## Approvals\n\n");
      ApprovalLines.all(report.approvals()).forEach(line -> item(escaped(line)));
    }
    figures();
    report.tasks().forEach(this::task);
  }

  private void requirement(RequirementReport covered) {
    heading("###", covered.requirement().id(), covered.requirement().text());
    for (var said : covered.said()) {
      text.append("> ").append(quoted(said)).append("\n\n");
    }
    covered.notCovered().ifPresent(why -> item("not covered: " + escaped(why)));
    for (var id : covered.tasks()) {
      report.tasks().stream()
          .filter(task -> task.task().id().equals(id))
          .forEach(task -> item(line(task)));
    }
  }

  private static String quoted(Utterance said) {
    return escaped(said.id()) + " " + escaped(said.speaker()) + ": " + escaped(said.text());
  }

  private static String line(TaskReport task) {
    return "%s %s: %s%s"
        .formatted(
            escaped(task.task().id().value()),
            escaped(task.task().title()),
            task.status().wireName(),
            task.commit().map(commit -> " as `" + cut(commit) + "`").orElse(""));
  }

  private void table() {
    if (report.tasks().isEmpty()) {
      return;
    }
    text.append("\n## Tasks\n\n| task | status | commit | attempts | time | cost |\n");
    text.append("|---|---|---|---|---|---|\n");
    for (var task : report.tasks()) {
      text.append(
          "| %s %s | %s | %s | %d | %s | %s |\n"
              .formatted(
                  escaped(task.task().id().value()),
                  escaped(task.task().title()),
                  task.status().wireName(),
                  task.commit().map(commit -> "`" + cut(commit) + "`").orElse(""),
                  task.attempts().size(),
                  Spans.inWords(task.worked()),
                  task.spending().cost()));
    }
  }

  private void figures() {
    var figures = report.figures();
    text.append("\n## Figures\n\n");
    item(
        "%d of %d tasks merged (%d%%)"
            .formatted(
                figures.completedTasks(),
                figures.totalTasks(),
                Math.round(figures.successRate() * 100)));
    item(
        String.format(
            Locale.ROOT,
            "%.1f attempts and %s of work a task",
            figures.averageAttempts(),
            Spans.inWords(figures.averageExecutionTime())));
    ReportFigures.lines(report).forEach(this::item);
    if (!figures.commonFailures().isEmpty()) {
      item(
          figures.commonFailures().entrySet().stream()
              .sorted(Map.Entry.comparingByKey())
              .map(entry -> "`" + entry.getKey() + "` " + entry.getValue())
              .collect(Collectors.joining(", ", "attempts that did not merge: ", "")));
    }
    ReportFigures.failures(report).forEach(failure -> item(escaped(failure)));
  }

  private void task(TaskReport task) {
    heading("##", task.task().id().value(), task.task().title());
    task.reason().ifPresent(reason -> item(task.status().wireName() + ": " + escaped(reason)));
    task.attempts().forEach(this::attempt);
  }

  private void attempt(AttemptReport attempt) {
    item(
        "attempt %d: %s (%s, %s)"
            .formatted(
                attempt.id().number(),
                attempt.outcome().map(outcome -> escaped(outcome.inWords())).orElse("unfinished"),
                Spans.inWords(attempt.worked()),
                attempt.spending().cost()));
    for (var check : attempt.checks()) {
      text.append("  - ").append(escaped(CheckLines.head(check))).append('\n');
      CheckLines.details(check)
          .forEach(line -> text.append("    - ").append(escaped(line.strip())).append('\n'));
    }
    attempt
        .coverage()
        .ifPresent(coverage -> text.append("  - ").append(CheckLines.words(coverage)).append('\n'));
    attempt
        .verdict()
        .ifPresent(verdict ->
            verdict
                .findings()
                .forEach(finding ->
                    text.append("  - review: ").append(escaped(finding.inWords())).append('\n')));
  }

  private void heading(String level, String id, String title) {
    text.append('\n').append(level).append(' ').append(escaped(id)).append(": ");
    text.append(escaped(title)).append("\n\n");
  }

  private void item(String line) {
    text.append("- ").append(line).append('\n');
  }

  private static String cut(String commit) {
    return escaped(commit.substring(0, Math.min(10, commit.length())));
  }

  /** Foreign text on one line, as nothing but text. */
  static String escaped(String foreign) {
    var text =
        Plain.line(foreign, 2_000).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }
}
