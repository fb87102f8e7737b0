package dev.parley.app.server.dashboard;

import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.office.Office;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.orchestrator.Reply;
import dev.parley.orchestrator.RunService;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/** The buttons of a run's page: each a form, and the same wish that the API takes. */
final class Controls {

  private static final String RUN = "/runs/{run}/";
  private static final String TASK = RUN + "tasks/{task}/";

  private final Office office;
  private final RunPage page;

  Controls(Office office, RunPage page) {
    this.office = office;
    this.page = page;
  }

  void register(RoutesConfig routes) {
    routes.post(
        RUN + "pause",
        context -> wish(context, service -> service.pause(run(context), now(context), by(context))),
        Role.OPERATE);
    routes.post(RUN + "resume", context -> wish(context, resume(context)), Role.OPERATE);
    routes.post(
        RUN + "cancel",
        context -> wish(context, s -> s.cancel(run(context), Optional.empty(), by(context))),
        Role.OPERATE);
    routes.post(RUN + "answer", context -> wish(context, answer(context)), Role.OPERATE);
    routes.post(
        TASK + "cancel",
        context -> wish(context, s -> s.cancel(run(context), task(context), by(context))),
        Role.OPERATE);
    routes.post(
        TASK + "retry",
        context ->
            wish(
                context,
                service ->
                    service.retry(
                        run(context),
                        task(context).orElseThrow(),
                        text(context, "hint"),
                        by(context))),
        Role.OPERATE);
  }

  private Function<RunService, Reply> resume(Context context) {
    return service -> {
      var _ = service.resume(run(context), Optional.empty(), by(context));
      return new Reply(true, "The run goes on.");
    };
  }

  /** Yes or no, to the plan or to a task's change. */
  private Function<RunService, Reply> answer(Context context) {
    var task = text(context, "task").map(id -> office.runs().task(run(context), id));
    var comment = text(context, "comment");
    boolean yes = "approve".equals(context.formParam("answer"));
    return service ->
        yes
            ? service.approve(run(context), task, comment, by(context))
            : service.reject(run(context), task, comment, by(context));
  }

  /** Asks, and shows what came of it: with the page's parts, or on the whole page without htmx. */
  private void wish(Context context, Function<RunService, Reply> wish) {
    Said said;
    try {
      var reply = office.ask(run(context), wish, by(context));
      said = new Said(false, reply.words());
    } catch (ProblemException e) {
      said = new Said(true, e.problem().message() + " " + e.problem().remedy());
    }
    if (context.header("HX-Request") != null) {
      page.parts(context, Optional.of(said));
    } else {
      context.redirect("/runs/" + run(context), io.javalin.http.HttpStatus.SEE_OTHER);
    }
  }

  private RunId run(Context context) {
    return office.run(context.pathParam("run"));
  }

  private Optional<TaskId> task(Context context) {
    return Optional.of(office.runs().task(run(context), context.pathParam("task")));
  }

  private static boolean now(Context context) {
    return text(context, "now").isPresent();
  }

  private static Optional<String> text(Context context, String field) {
    return Optional.ofNullable(context.formParam(field))
        .map(String::strip)
        .filter(text -> !text.isBlank());
  }

  private static String by(Context context) {
    return Principal.of(context).name();
  }
}
