package dev.parley.app.server.api;

import dev.parley.app.report.StatusJson;
import dev.parley.app.run.RunInput;
import dev.parley.app.run.StopJob;
import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.office.Office;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Reply;
import dev.parley.orchestrator.RunService;
import dev.parley.planning.Plan;
import dev.parley.planning.PlanningPayload.PlanDrafted;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What may be asked of a run. Each is durable, says who asked, and asking twice is as good as once.
 * What lets a run go on has this server carry it out, unless another process does.
 */
final class ControlRoutes {

  private final Office office;

  ControlRoutes(Office office) {
    this.office = office;
  }

  List<Route> all() {
    return Stream.concat(ofRuns().stream(), ofTasks().stream()).toList();
  }

  private List<Route> ofRuns() {
    return List.of(
        control("pause", "pauseRun", "Lets nothing new start.", "Pause", this::pause),
        control("resume", "resumeRun", "Lets it go on.", "Nothing", this::resume),
        control("cancel", "cancelRun", "Ends a run; what landed stays.", "Nothing", this::cancel),
        control("approve", "approvePlan", "Yes to its plan.", "PlanAnswer", this::approve),
        control("reject", "rejectPlan", "No: ends the run.", "Answer", this::reject),
        control(
                "plan",
                "editPlan",
                "Another plan in place of the one that waits.",
                "Plan",
                this::edit)
            .as(HandlerType.PUT, Role.OPERATE),
        Route.get(
            "/approvals",
            "listApprovals",
            "What waits for a person.",
            "Approvals",
            this::approvals),
        Route.post(
                "/stop",
                "stopAll",
                "The emergency stop: everything ends at once, and can be resumed.",
                "Nothing",
                "Stopped",
                this::stop)
            .as(HandlerType.POST, Role.ADMIN));
  }

  private List<Route> ofTasks() {
    return List.of(
        ofTask("cancel", "cancelTask", "Ends one task.", "Nothing", this::cancel),
        ofTask("retry", "retryTask", "Tries it again, with a hint.", "Retry", this::retry),
        ofTask("approve", "approveTask", "Yes to its change.", "Answer", this::approve),
        ofTask(
            "reject", "rejectTask", "No; the comment goes to the agent.", "Answer", this::reject));
  }

  /** What a route asks of a run's service, and of the task if there is one. */
  private interface Wish {
    Function<RunService, Reply> of(RunId run, Optional<TaskId> task, Context context, String by);
  }

  private Route control(String verb, String operation, String summary, String body, Wish wish) {
    return Route.post(
        "/runs/{run}/" + verb, operation, summary, body, "Accepted", context -> ask(context, wish));
  }

  private Route ofTask(String verb, String operation, String summary, String body, Wish wish) {
    return Route.post(
        "/runs/{run}/tasks/{task}/" + verb,
        operation,
        summary,
        body,
        "Accepted",
        context -> ask(context, wish));
  }

  private void ask(Context context, Wish wish) {
    var run = office.run(context.pathParam("run"));
    var task =
        Optional.ofNullable(context.pathParamMap().get("task"))
            .map(text -> office.runs().task(run, text));
    var by = Principal.of(context).name();
    var reply = office.ask(run, wish.of(run, task, context, by), by);
    var answer = Answers.JSON.createObjectNode();
    answer.put("run", run.value());
    answer.put("changed", reply.changed());
    answer.put("words", reply.words());
    Answers.json(context.status(202), answer);
  }

  private Function<RunService, Reply> pause(
      RunId run, Optional<TaskId> task, Context context, String by) {
    boolean now = Body.of(context, "now").truth("now");
    return service -> service.pause(run, now, by);
  }

  private Function<RunService, Reply> resume(
      RunId run, Optional<TaskId> task, Context context, String by) {
    Body.of(context);
    return service -> {
      var before = service.resume(run, Optional.empty(), by);
      if (before.ended().isPresent()) {
        return new Reply(false, "the run has ended");
      }
      boolean underWay = before.atRest().isEmpty() && office.runs().served(run);
      return new Reply(!underWay, underWay ? "the run is under way already" : "the run goes on");
    };
  }

  private Function<RunService, Reply> cancel(
      RunId run, Optional<TaskId> task, Context context, String by) {
    Body.of(context);
    return service -> service.cancel(run, task, by);
  }

  private Function<RunService, Reply> retry(
      RunId run, Optional<TaskId> task, Context context, String by) {
    var hint = Body.of(context, "hint").optional("hint");
    return service -> service.retry(run, task.orElseThrow(), hint, by);
  }

  private Function<RunService, Reply> approve(
      RunId run, Optional<TaskId> task, Context context, String by) {
    var body =
        task.isPresent() ? Body.of(context, "comment") : Body.of(context, "comment", "tasks");
    var comment = body.optional("comment");
    var instead = body.json("tasks").map(ControlRoutes::plan);
    return service ->
        instead.isPresent()
            ? service.approvePlan(run, instead.get(), comment, by)
            : service.approve(run, task, comment, by);
  }

  private Function<RunService, Reply> reject(
      RunId run, Optional<TaskId> task, Context context, String by) {
    var comment = Body.of(context, "comment").optional("comment");
    return service -> service.reject(run, task, comment, by);
  }

  private Function<RunService, Reply> edit(
      RunId run, Optional<TaskId> task, Context context, String by) {
    var body = Body.of(context, "tasks");
    var instead =
        plan(body.json("tasks").orElseThrow(() -> Body.wrong("field 'tasks' is missing")));
    return service -> service.edit(run, instead, by);
  }

  private static Plan plan(String tasks) {
    return ((PlanDrafted) RunInput.tasksText("tasks", tasks).known()).plan();
  }

  private void approvals(Context context) {
    var answer = Answers.JSON.createObjectNode();
    var list = answer.putArray("approvals");
    for (var run : RunService.underWay(office.runs().events())) {
      for (var approval : StatusJson.of(office.runs().state(run)).path("approvals")) {
        var entry = list.addObject().put("run", run.value());
        approval.properties().forEach(field -> entry.set(field.getKey(), field.getValue()));
      }
    }
    Answers.json(context, answer);
  }

  private void stop(Context context) {
    Body.of(context);
    int exitCode = new StopJob(office.surroundings(Principal.of(context))).stop();
    Answers.json(context, Answers.JSON.createObjectNode().put("stopped", exitCode == 0));
  }
}
