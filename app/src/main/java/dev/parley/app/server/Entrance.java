package dev.parley.app.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parley.app.server.access.Addresses;
import dev.parley.app.server.access.BrowserSessions;
import dev.parley.app.server.access.Gate;
import dev.parley.app.server.access.Refusal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.api.Answers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;
import java.util.function.Supplier;

/** How a browser is let in: by the one-time address, or by showing a token. */
final class Entrance {

  static final String PATH = "/enter";
  static final String ENTRIES = "/api/v1/entries";

  /** A page of our own goes on to the start: then the browser sends the strict cookie along. */
  private static final String INSIDE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Parley</title>
      <meta http-equiv="refresh" content="0;url=/"></head>
      <body><p><a href="/">Go on to Parley</a></p></body></html>
      """;

  private static final String OUTSIDE =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Parley: who are you?</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark"></head>
      <body><main><h1>Parley</h1>
      <p>This browser has not been let in, or its session is over.</p>
      <p>Open the one-time address that <code>parley serve</code> printed; <code>parley serve</code>
      once more prints a new one.</p>
      <form method="post" action="/login"><p><label>Or show a token:
      <input type="password" name="token" autocomplete="current-password" required></label>
      <button>Let me in</button></p></form></main></body></html>
      """;

  private final BrowserSessions sessions;
  private final Gate gate;
  private final String user;
  private final Supplier<Addresses> addresses;
  private final Supplier<String> entry;

  /**
   * An entrance.
   *
   * @param entry makes an address that lets one browser in, once
   */
  Entrance(
      BrowserSessions sessions,
      Gate gate,
      String user,
      Supplier<Addresses> addresses,
      Supplier<String> entry) {
    this.sessions = sessions;
    this.gate = gate;
    this.user = user;
    this.addresses = addresses;
    this.entry = entry;
  }

  void register(RoutesConfig routes) {
    routes.get(PATH, this::enter, Role.OPEN);
    routes.post("/login", this::login, Role.OPEN);
    routes.post("/logout", this::leave, Role.READ);
    routes.post(ENTRIES, this::another, Role.ADMIN);
  }

  private void enter(Context context) {
    var key = Optional.ofNullable(context.queryParam("key")).orElse("");
    var cookie =
        sessions
            .enter(key, user)
            .orElseThrow(() ->
                new Refusal(
                    401,
                    "this address was used before, or is from another start of the server",
                    "Run parley serve once more: it prints a new one."));
    letIn(context, cookie);
  }

  private void login(Context context) {
    var token = Optional.ofNullable(context.formParam("token")).orElse("");
    var principal = gate.byToken(context, token);
    letIn(context, sessions.begin(principal.name(), principal.role()));
  }

  private void letIn(Context context, String value) {
    var cookie = new Cookie(Gate.cookie(context), value);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.STRICT);
    cookie.setSecure(addresses.get().secure());
    cookie.setPath("/");
    context.cookie(cookie).html(INSIDE);
  }

  /** For the user's own second {@code parley serve}. */
  private void another(Context context) {
    var json = JsonNodeFactory.instance.objectNode().put("url", entry.get());
    context.status(201).contentType("application/json").result(json.toString());
  }

  private void leave(Context context) {
    Optional.ofNullable(context.cookie(Gate.cookie(context))).ifPresent(sessions::end);
    context.removeCookie(Gate.cookie(context), "/").status(401).html(OUTSIDE);
  }

  /** Says a refusal: to a browser that nobody let in, how to come in. */
  static void refuse(Context context, Refusal refusal) {
    var accept = Optional.ofNullable(context.header("Accept")).orElse("");
    if (refusal.status() == 401 && accept.contains("text/html")) {
      context.status(401).html(OUTSIDE);
    } else {
      Answers.refusal(context, refusal);
    }
  }
}
