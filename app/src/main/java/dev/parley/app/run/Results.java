package dev.parley.app.run;

import dev.parley.analytics.RunReport;
import dev.parley.analytics.TaskReport;
import dev.parley.app.report.CheckLines;
import dev.parley.app.report.EstimateText;
import dev.parley.app.terminal.Plain;
import dev.parley.app.terminal.Spans;
import dev.parley.model.Code;
import dev.parley.model.Money;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunState;
import dev.parley.orchestrator.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a run came to, for people and for the shell. */
public final class Results {

  private Results() {}

  /** The exit code of a run at rest. */
  public static int exitCode(RunState state) {
    return switch (state.atRest().orElseThrow()) {
      case COMPLETED -> 0;
      case PARTIAL, CANCELLED -> 1;
      case PAUSED, AWAITING_APPROVAL -> Code.LIMIT_REACHED.exitCode();
      case STOPPED -> state.halt().map(halt -> halt.problem().code().exitCode()).orElse(1);
    };
  }

  /** A headline, a line a task with its commit and where it comes from, and what it cost. */
  public static List<String> table(RunReport report, Money cost) {
    var lines = new ArrayList<String>();
    lines.add(headline(report));
    for (var task : report.tasks()) {
      lines.add(line(report, task));
    }
    report
        .requirements()
        .forEach(r ->
            r.notCovered()
                .ifPresent(why ->
                    lines.add(
                        "  %-8s not covered: %s"
                            .formatted(
                                Plain.line(r.requirement().id(), 8), Plain.line(why, 160)))));
    lines.add("spent %s in %d model calls".formatted(cost, report.spending().calls()));
    var recalled = report.recalled();
    if (recalled.calls() > 0) {
      lines.add(
          "%d calls answered from cache, %s saved".formatted(recalled.calls(), recalled.cost()));
    }
    return lines;
  }

  private static String headline(RunReport report) {
    long merged =
        report.tasks().stream().filter(task -> task.status() == TaskStatus.MERGED).count();
    var outcome = report.outcome().map(RunOutcome::wireName).orElse("under way");
    var time =
        report
            .endedAt()
            .map(end -> " in " + Spans.inWords(Duration.between(report.startedAt(), end)))
            .orElse("");
    if (report.request().planOnly()) {
      return "run %s: planned %d tasks%s".formatted(report.run(), report.tasks().size(), time);
    }
    var branch = merged > 0 ? " on branch " + report.run().branch() : "";
    return "run %s: %s%s, %d of %d tasks merged%s"
        .formatted(report.run(), outcome, time, merged, report.tasks().size(), branch);
  }

  private static String line(RunReport report, TaskReport task) {
    var commit = task.commit().map(id -> id.substring(0, Math.min(10, id.length()))).orElse("");
    var line =
        "  %-8s %-10s %-10s %s"
            .formatted(
                Plain.line(task.task().id().value(), 8),
                report.request().planOnly() ? "planned" : task.status().wireName(),
                commit,
                Plain.line(task.task().title(), 72));
    var origin = origin(report, task);
    var reason = task.reason().map(why -> "\n           " + Plain.line(why, 300)).orElse("");
    return line
        + (origin.isEmpty() ? "" : "  (" + origin + ")")
        + reason
        + (report.request().planOnly() ? estimate(task) : checks(task));
  }

  private static String estimate(TaskReport task) {
    return task.estimate()
        .map(estimate ->
            "\n           %s; %s"
                .formatted(EstimateText.kind(task.task()), EstimateText.of(estimate)))
        .orElse("");
  }

  /** What the last attempt's checks found, on a line of its own. */
  private static String checks(TaskReport task) {
    return task.attempts().isEmpty()
        ? ""
        : CheckLines.summary(
                task.attempts().getLast().checks(), task.attempts().getLast().coverage())
            .map(found -> "\n           " + found)
            .orElse("");
  }

  /** Such as {@code R1 from U3, U5}. */
  private static String origin(RunReport report, TaskReport task) {
    var origins = new ArrayList<String>();
    for (var requirement : report.requirements()) {
      if (task.task().requirements().contains(requirement.requirement().id())) {
        var cites = requirement.requirement().cites();
        origins.add(
            requirement.requirement().id()
                + (cites.isEmpty() ? "" : " from " + String.join(", ", cites)));
      }
    }
    return Plain.line(String.join("; ", origins), 120);
  }
}
