package dev.parley.app.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.analytics.AttemptReport;
import dev.parley.analytics.OutcomeNames;
import dev.parley.analytics.RequirementReport;
import dev.parley.analytics.RunReport;
import dev.parley.analytics.TaskReport;
import dev.parley.attempt.Outcome;
import dev.parley.model.AttemptId;
import dev.parley.model.Problem;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Approval;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.planning.CodingTask;
import dev.parley.planning.Plan;
import dev.parley.review.Finding;
import dev.parley.verification.CheckFailure;
import dev.parley.verification.CheckResult;
import dev.parley.verification.Phase;
import dev.parley.verification.TestCounts;
import dev.parley.verification.coverage.ChangeCoverage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code report.json} and {@code tasks.json} hold, field by field. */
final class ReportFields {

  private ReportFields() {}

  /** {@code report.json}. Money is in dollars, lengths of time in seconds. */
  record Report(
      String run,
      String outcome,
      Optional<String> problem,
      String source,
      String base,
      String branch,
      Instant startedAt,
      Optional<Instant> endedAt,
      List<Covered> requirements,
      List<Task> tasks,
      List<Asked> approvals,
      Analytics analytics,
      AnalyticsFields.Spent spent,
      AnalyticsFields.Spent savedByCache) {}

  /** The eight figures, see {@link dev.parley.analytics.Figures}, and more beside them. */
  record Analytics(
      int totalTasks,
      int completedTasks,
      int failedTasks,
      double successRate,
      double averageAttempts,
      double averageExecutionTime,
      Map<String, Integer> commonFailures,
      Map<String, Double> taskTypeSuccessRates,
      AnalyticsFields.Rate firstAttempt,
      Map<String, Double> stageTimes,
      List<AnalyticsFields.Failure> failures) {}

  /** What a person was asked for; without an answer it was not given one. */
  record Asked(
      String kind,
      Optional<String> task,
      Optional<Integer> attempt,
      String reason,
      Instant since,
      List<String> paths,
      Optional<Boolean> approved,
      Optional<String> by,
      Optional<Instant> at,
      Optional<String> comment) {

    static Asked of(Approval approval) {
      return new Asked(
          approval.attempt().isPresent() ? "task" : "plan",
          approval.attempt().map(id -> id.task().value()),
          approval.attempt().map(AttemptId::number),
          approval.reason(),
          approval.since(),
          approval.paths(),
          approval.answer().map(Approval.Answer::approved),
          approval.answer().map(Approval.Answer::by),
          approval.answer().map(Approval.Answer::at),
          approval.answer().flatMap(Approval.Answer::comment));
    }
  }

  record Covered(
      String id,
      String text,
      List<String> cites,
      List<TaskId> tasks,
      Optional<String> notCovered) {}

  record Task(
      String id,
      String title,
      String type,
      String status,
      Optional<String> reason,
      Optional<String> commit,
      List<String> requirements,
      double executionTime,
      BigDecimal usd,
      Optional<ObjectNode> estimate,
      List<Attempt> attempts) {}

  record Attempt(
      int number,
      String outcome,
      Optional<String> detail,
      Instant startedAt,
      double executionTime,
      BigDecimal usd,
      long modelCalls,
      List<Check> checks,
      Optional<Coverage> changedLines,
      Optional<Review> review) {}

  /** What a tool says of the lines that were changed. */
  record Coverage(int executable, int covered, int percent) {}

  record Check(
      String command,
      boolean passed,
      int exitCode,
      boolean timedOut,
      double seconds,
      Optional<Phase> phase,
      boolean blocks,
      Optional<TestCounts> tests,
      List<CheckFailure> failures,
      List<String> vanished,
      Optional<String> notRun,
      List<String> notes) {}

  record Review(boolean approved, List<Issue> issues, List<String> suggestions) {}

  record Issue(
      String severity, String description, String file, int line, String rule, String source) {}

  /** {@code tasks.json}, which {@code --tasks} reads. */
  record Tasks(List<CodingTask> tasks, List<NotCovered> notCovered, List<String> notes) {
    static Tasks of(Plan plan) {
      var notCovered =
          new TreeMap<>(plan.notCovered())
              .entrySet().stream()
                  .map(entry -> new NotCovered(entry.getKey(), entry.getValue()))
                  .toList();
      return new Tasks(plan.graph().tasks(), notCovered, plan.notes());
    }
  }

  record NotCovered(String requirement, String reason) {}

  static Report of(RunReport report) {
    return new Report(
        report.run().value(),
        report.outcome().map(RunOutcome::wireName).orElse("unfinished"),
        report.halt().map(Problem::message),
        report.request().source(),
        report.request().base(),
        report.run().branch(),
        report.startedAt(),
        report.endedAt(),
        report.requirements().stream().map(ReportFields::covered).toList(),
        report.tasks().stream().map(ReportFields::task).toList(),
        report.approvals().stream().map(Asked::of).toList(),
        analytics(report),
        AnalyticsFields.Spent.of(report.spending()),
        AnalyticsFields.Spent.of(report.recalled()));
  }

  private static Analytics analytics(RunReport report) {
    var figures = report.figures();
    var all = dev.parley.analytics.Analytics.of(List.of(report.record()));
    return new Analytics(
        figures.totalTasks(),
        figures.completedTasks(),
        figures.failedTasks(),
        figures.successRate(),
        figures.averageAttempts(),
        seconds(figures.averageExecutionTime()),
        figures.commonFailures(),
        figures.taskTypeSuccessRates().entrySet().stream()
            .collect(Collectors.toMap(e -> e.getKey().wireName(), Map.Entry::getValue)),
        AnalyticsFields.Rate.of(all.firstAttempt()),
        AnalyticsFields.stages(all.stages()),
        AnalyticsFields.failures(all.failures()));
  }

  private static Covered covered(RequirementReport covered) {
    var requirement = covered.requirement();
    return new Covered(
        requirement.id(),
        requirement.text(),
        requirement.cites(),
        covered.tasks(),
        covered.notCovered());
  }

  private static Task task(TaskReport report) {
    var task = report.task();
    return new Task(
        task.id().value(),
        task.title(),
        task.type().wireName(),
        report.status().wireName(),
        report.reason(),
        report.commit(),
        task.requirements(),
        seconds(report.worked()),
        report.spending().cost().usd(),
        report.estimate().map(estimate -> EstimateJson.of(estimate, task)),
        report.attempts().stream().map(ReportFields::attempt).toList());
  }

  private static Attempt attempt(AttemptReport report) {
    return new Attempt(
        report.id().number(),
        report.outcome().map(OutcomeNames::of).orElse("unfinished"),
        report.outcome().map(Outcome::inWords),
        report.startedAt(),
        seconds(report.worked()),
        report.spending().cost().usd(),
        report.spending().calls(),
        report.checks().stream().map(ReportFields::check).toList(),
        report.coverage().map(ReportFields::coverage),
        report
            .verdict()
            .map(verdict ->
                new Review(
                    verdict.approved(),
                    verdict.findings().stream().map(ReportFields::issue).toList(),
                    verdict.suggestions())));
  }

  private static Check check(CheckResult result) {
    return new Check(
        String.join(" ", result.command().argv()),
        result.passed(),
        result.exitCode(),
        result.timedOut(),
        result.elapsedMillis() / 1e3,
        result.phase(),
        result.blocks(),
        result.tests(),
        result.failures(),
        result.vanished(),
        result.skipped(),
        result.notes());
  }

  static Coverage coverage(ChangeCoverage coverage) {
    return new Coverage(coverage.executable(), coverage.covered(), coverage.percent());
  }

  private static Issue issue(Finding finding) {
    return new Issue(
        finding.severity().wireName(),
        finding.description(),
        finding.file(),
        finding.line(),
        finding.rule(),
        finding.source());
  }

  private static double seconds(Duration time) {
    return AnalyticsFields.seconds(time);
  }
}
