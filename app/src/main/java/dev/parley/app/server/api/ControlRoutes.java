package dev.parley.app.server.api;

import dev.parley.app.server.Office;
import dev.parley.app.server.access.Principal;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** What may be asked of a run. Each is durable, and asking twice is as good as once. */
final class ControlRoutes {

  private final Office office;

  ControlRoutes(Office office) {
    this.office = office;
  }

  List<Route> all() {
    return List.of(
        control("/runs/{run}/cancel", "cancelRun", "Ends a run; what landed stays.", this::cancel),
        control(
            "/runs/{run}/tasks/{task}/cancel", "cancelTask", "Ends one task.", this::cancelTask));
  }

  private static Route control(
      String path, String operation, String summary, io.javalin.http.Handler handler) {
    return Route.post(path, operation, summary, "Nothing", "Accepted", handler);
  }

  private void cancel(Context context) {
    Body.of(context);
    var run = run(context);
    cancel(context, run, Optional.empty());
  }

  private void cancelTask(Context context) {
    Body.of(context);
    var run = run(context);
    cancel(context, run, Optional.of(office.runs().task(run, context.pathParam("task"))));
  }

  private void cancel(Context context, RunId run, Optional<TaskId> task) {
    var by = Principal.of(context).name();
    var reply = office.runs().ask(run, service -> service.cancel(run, task, by));
    accepted(context, run, reply.changed());
  }

  private static void accepted(Context context, RunId run, boolean changed) {
    var answer = Answers.JSON.createObjectNode();
    answer.put("run", run.value());
    answer.put("changed", changed);
    Answers.json(context.status(202), answer);
  }

  private RunId run(Context context) {
    return office.runs().find(context.pathParam("run"));
  }
}
