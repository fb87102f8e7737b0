package dev.parley.app.report;

import dev.parley.analytics.AttemptReport;
import dev.parley.analytics.RequirementReport;
import dev.parley.analytics.RunReport;
import dev.parley.analytics.TaskReport;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.attempt.Outcome;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.verification.CheckResult;

/** {@code report.html}: one page that needs nothing else, in light and dark. No scripts. */
final class ReportHtml {

  private static final int OUTPUT_CHARACTERS = 6_000;

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy"
        content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Run RUN_ID</title>
      <style>
      :root { color-scheme: light dark; --line: light-dark(#d0d7de, #3d444d);
        --soft: light-dark(#59636e, #9198a1); --good: light-dark(#1a7f37, #3fb950);
        --bad: light-dark(#cf222e, #f85149); --panel: light-dark(#f6f8fa, #151b23); }
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto;
        padding: 0 1rem; background: light-dark(#fff, #0d1117);
        color: light-dark(#1f2328, #f0f6fc); }
      table { border-collapse: collapse; width: 100%; }
      th, td { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid var(--line);
        vertical-align: top; }
      blockquote { margin: .5rem 0; padding: .2rem 1rem; color: var(--soft);
        border-left: .25rem solid var(--line); }
      code, pre { font: .875em ui-monospace, monospace; }
      pre { background: var(--panel); padding: .8rem; overflow-x: auto; border-radius: .4rem;
        white-space: pre-wrap; }
      details { margin: .6rem 0; border: 1px solid var(--line); border-radius: .4rem;
        padding: .5rem .8rem; }
      summary { cursor: pointer; } .soft { color: var(--soft); }
      .merged, .passed { color: var(--good); } .failed, .blocked { color: var(--bad); }
      dl { display: grid; grid-template-columns: max-content auto; gap: .2rem 1rem; }
      dd { margin: 0; overflow-wrap: anywhere; }
      </style>
      </head>
      <body>
      """;

  private final StringBuilder html = new StringBuilder();
  private final RunReport report;

  private ReportHtml(RunReport report) {
    this.report = report;
  }

  static String of(RunReport report) {
    var page = new ReportHtml(report);
    page.write();
    return page.html.toString();
  }

  private void write() {
    html.append(HEAD.replace("RUN_ID", report.run().value()));
    add("<h1>Run ", report.run().value(), "</h1>\n<dl>\n");
    fields();
    html.append("</dl>\n");
    table();
    if (!report.requirements().isEmpty()) {
      html.append("<h2>From the words to the commits</h2>\n");
      report.requirements().forEach(this::requirement);
    }
    if (!report.tasks().isEmpty()) {
      html.append("<h2>Attempts</h2>\n");
      report.tasks().forEach(this::task);
    }
    html.append("</body>\n</html>\n");
  }

  private void fields() {
    var spending = report.spending();
    var figures = report.figures();
    field("Outcome", report.outcome().map(RunOutcome::wireName).orElse("unfinished"));
    report.halt().ifPresent(problem -> field("Halted", problem.message()));
    field("Source", report.request().source());
    field("Branch", report.run().branch());
    field("Base", report.request().base());
    field("Started", report.startedAt().toString());
    report.endedAt().ifPresent(end -> field("Ended", end.toString()));
    field("Spent", spending.cost() + " in " + spending.calls() + " model calls");
    var recalled = report.recalled();
    if (recalled.calls() > 0) {
      field("From cache", recalled.calls() + " calls, " + recalled.cost() + " saved");
    }
    field(
        "Tasks",
        "%d merged, %d failed; %s of work a task"
            .formatted(
                figures.completedTasks(),
                figures.failedTasks(),
                Spans.inWords(figures.averageExecutionTime())));
    ApprovalLines.all(report.approvals()).forEach(line -> field("Approval", line));
    ReportFigures.lines(report).forEach(line -> field("Figures", line));
    ReportFigures.failures(report).forEach(line -> field("Failures", line));
  }

  private void table() {
    html.append("<h2>Tasks</h2>\n<table>\n<thead><tr><th>Task<th>Status<th>Commit");
    html.append("<th>Attempts<th>Time<th>Cost</tr></thead>\n<tbody>\n");
    for (var task : report.tasks()) {
      var commit = task.commit().orElse("");
      add("<tr><td>", task.task().id() + " " + task.task().title(), "<td>");
      status(task);
      add("<td><code>", commit.substring(0, Math.min(10, commit.length())), "</code>");
      add("<td>", String.valueOf(task.attempts().size()), "");
      add("<td>", Spans.inWords(task.worked()), "");
      add("<td>", task.spending().cost().toString(), "</tr>\n");
    }
    html.append("</tbody>\n</table>\n");
  }

  private void requirement(RequirementReport covered) {
    var requirement = covered.requirement();
    add("<h3>", requirement.id() + ": " + requirement.text(), "</h3>\n");
    for (var said : covered.said()) {
      var words = said.id() + " " + said.speaker() + ": " + said.text();
      add("<blockquote>", words, "</blockquote>\n");
    }
    html.append("<ul>\n");
    for (var id : covered.tasks()) {
      report.tasks().stream()
          .filter(task -> task.task().id().equals(id))
          .forEach(task -> {
            add("<li>", task.task().id() + " " + task.task().title(), ": ");
            status(task);
            task.commit().ifPresent(commit -> add(" as <code>", commit, "</code>"));
            html.append("</li>\n");
          });
    }
    covered.notCovered().ifPresent(why -> add("<li>not covered: ", why, "</li>\n"));
    html.append("</ul>\n");
  }

  private void task(TaskReport task) {
    add("<details><summary>", task.task().id() + " " + task.task().title(), " ");
    status(task);
    html.append("</summary>\n");
    task.reason().ifPresent(why -> add("<p>", why, "</p>\n"));
    task.attempts().forEach(this::attempt);
    html.append("</details>\n");
  }

  private void attempt(AttemptReport attempt) {
    var outcome = attempt.outcome().map(Outcome::inWords).orElse("unfinished");
    add("<h4>", "Attempt " + attempt.id().number() + ": " + outcome, "</h4>\n");
    var cost = Spans.inWords(attempt.worked()) + ", " + attempt.spending().cost();
    add("<p class=\"soft\">", cost, "</p>\n<ul>\n");
    for (var check : attempt.checks()) {
      var word = check.blocks() ? "failed" : "passed";
      var shown = check.passed() ? "passed" : CheckLines.word(check);
      add(
          "<li><span class=\"" + word + "\">" + shown + "</span> <code>",
          String.join(" ", check.command().argv()),
          "</code>\n");
      details(check);
      if (check.blocks()) {
        html.append("<pre>").append(html(Plain.lines(end(check.output())))).append("</pre>\n");
      }
      html.append("</li>\n");
    }
    attempt.coverage().ifPresent(coverage -> add("<li>", CheckLines.words(coverage), "</li>\n"));
    attempt
        .verdict()
        .ifPresent(verdict ->
            verdict
                .findings()
                .forEach(finding -> add("<li>review: ", finding.inWords(), "</li>\n")));
    html.append("</ul>\n");
  }

  private void details(CheckResult check) {
    var lines = CheckLines.details(check);
    if (!lines.isEmpty()) {
      html.append("<ul>\n");
      lines.forEach(line -> add("<li>", line, "</li>\n"));
      html.append("</ul>\n");
    }
  }

  private void status(TaskReport task) {
    var word = task.status().wireName();
    html.append("<span class=\"").append(word).append("\">").append(word).append("</span>");
  }

  private void field(String name, String value) {
    add("<dt>" + name + "<dd>", value, "\n");
  }

  /** The one way foreign text gets onto the page, but for {@code pre}. */
  private void add(String before, String foreign, String after) {
    html.append(before).append(html(Plain.line(foreign, 4_000))).append(after);
  }

  private static String end(String output) {
    return output.substring(Math.max(0, output.length() - OUTPUT_CHARACTERS));
  }

  private static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
