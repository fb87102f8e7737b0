package dev.parley.app.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.app.server.access.Principal;
import dev.parley.app.server.api.Answers;
import dev.parley.model.ProblemException;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Optional;

/** Lays pages out and sends them. Whoever has the page already is told so. */
final class Pages {

  private static final String HTML = "text/html; charset=utf-8";

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  /** Sends a page or a part of one. */
  void send(Context context, String template, Map<String, Object> parameters) {
    var html = html(template, parameters);
    var tag = "W/\"" + Assets.hash(html.getBytes(UTF_8)) + "\"";
    context.header("Cache-Control", "private, no-cache");
    context.header("ETag", tag);
    if (tag.equals(context.header("If-None-Match"))) {
      context.status(304);
      return;
    }
    context.contentType(HTML).result(html);
  }

  /** What browsers get as a page where programs get the problem itself. */
  Handler orProblem(Handler page, Shell.Section section, Assets assets) {
    return context -> {
      try {
        page.handle(context);
      } catch (ProblemException e) {
        var accept = Optional.ofNullable(context.header("Accept")).orElse("");
        if (!accept.contains("text/html")) {
          throw e;
        }
        var problem = e.problem();
        context.status(Answers.statusOf(problem.code()));
        Map<String, Object> model =
            Map.of(
                "shell",
                Shell.of("Problem", section, Principal.of(context), assets),
                "message",
                Wording.line(problem.message(), 600),
                "remedy",
                Wording.line(problem.remedy(), 600));
        context.contentType(HTML).result(html("problem", model));
      }
    };
  }

  String html(String template, Map<String, Object> parameters) {
    var output = new StringOutput();
    templates.render(template + ".jte", parameters, output);
    return output.toString();
  }
}
