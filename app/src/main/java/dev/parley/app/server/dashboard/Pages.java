package dev.parley.app.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import java.util.Map;

/** Lays pages out and sends them. Whoever has the page already is told so. */
final class Pages {

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
    context.contentType("text/html; charset=utf-8").result(html);
  }

  String html(String template, Map<String, Object> parameters) {
    var output = new StringOutput();
    templates.render(template + ".jte", parameters, output);
    return output.toString();
  }
}
