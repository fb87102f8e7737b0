package dev.parley.app.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.orchestrator.Approval;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunState;
import dev.parley.scheduling.Hold;
import dev.parley.scheduling.Placement;
import dev.parley.verification.CheckReport;
import dev.parley.verification.Standing;
import java.util.Locale;
import java.util.Optional;

/** Where a run stands, for programs: the same fields as the last line of {@code run --json}. */
public final class StatusJson {

  private static final JsonMapper JSON = new JsonMapper();

  private StatusJson() {}

  /** One line; {@code outcome} is {@code unfinished} while something may still happen. */
  public static ObjectNode of(RunState state) {
    var json = JSON.createObjectNode();
    json.put("run", state.run().value());
    json.put("outcome", state.atRest().map(RunOutcome::wireName).orElse("unfinished"));
    json.put("started_at", state.startedAt().toString());
    json.put("repository", state.request().checkout());
    json.put("source", state.request().source());
    json.put("branch", state.run().branch());
    var tasks = json.putObject("tasks");
    state.statuses().forEach((task, status) -> tasks.put(task.value(), status.wireName()));
    checks(json.putObject("checks"), state);
    var estimates = json.putArray("estimates");
    state
        .statuses()
        .keySet()
        .forEach(
            task -> state.draft().estimate(task).map(EstimateJson::of).ifPresent(estimates::add));
    var approvals = json.putArray("approvals");
    state.awaited().forEach(approval -> approval(approvals.addObject(), state, approval));
    state
        .halt()
        .ifPresent(halt ->
            json.putObject("problem")
                .put("code", halt.problem().code().name().toLowerCase(Locale.ROOT))
                .put("message", halt.problem().message())
                .put("remedy", halt.problem().remedy()));
    return json;
  }

  /**
   * As {@link #of(RunState)}, with whether and why more would start now.
   *
   * @param placement what the scheduler says; empty if it has nothing to say
   */
  public static ObjectNode of(RunState state, Optional<Placement> placement) {
    var json = of(state);
    var halt = state.halt().map(h -> h.problem().message());
    boolean starts = halt.isEmpty() && placement.filter(p -> p.room() > 0).isPresent();
    json.put("should_execute_next_task", starts);
    json.put("optimal_batch_size", Math.max(1, placement.map(Placement::room).orElse(0)));
    if (!starts) {
      json.put(
          "reason",
          halt.or(() -> placement.flatMap(Placement::closed).map(Hold::words))
              .orElse(state.ended().isPresent() ? "the run has ended" : "there is no plan yet"));
    }
    var waiting = json.putObject("waiting");
    state
        .statuses()
        .forEach((task, status) ->
            Waiting.of(state, task, placement)
                .ifPresent(reason -> waiting.put(task.value(), reason)));
    return json;
  }

  /** What waits for a person. */
  private static void approval(ObjectNode json, RunState state, Approval approval) {
    json.put("kind", approval.attempt().isPresent() ? "task" : "plan");
    approval.attempt().ifPresent(id -> json.put("task", id.task().value()));
    json.put("reason", approval.reason());
    json.put("since", approval.since().toString());
    var paths = json.putArray("paths");
    approval.paths().forEach(paths::add);
    json.put("answered", state.answered(approval));
  }

  /** Of each task that was verified, what its last attempt failed on and how that stands. */
  private static void checks(ObjectNode json, RunState state) {
    state
        .tasks()
        .forEach((id, task) ->
            task.last()
                .flatMap(attempt -> attempt.report())
                .ifPresent(report -> report(json.putObject(id.value()), report)));
  }

  private static void report(ObjectNode json, CheckReport report) {
    json.put("passed", report.passed());
    report.baseline().ifPresent(tree -> json.put("baseline", tree));
    for (var standing : Standing.values()) {
      var names = json.putArray(standing.name().toLowerCase(Locale.ROOT));
      report
          .results()
          .forEach(result -> result.of(standing).forEach(failure -> names.add(failure.name())));
    }
    var vanished = json.putArray("vanished");
    report.results().forEach(result -> result.vanished().forEach(vanished::add));
    report
        .coverage()
        .ifPresent(coverage ->
            json.putObject("changed_lines")
                .put("executable", coverage.executable())
                .put("covered", coverage.covered())
                .put("percent", coverage.percent()));
  }
}
