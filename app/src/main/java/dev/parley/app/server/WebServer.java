package dev.parley.app.server;

import dev.parley.app.server.access.Addresses;
import dev.parley.app.server.access.BrowserSessions;
import dev.parley.app.server.access.Gate;
import dev.parley.app.server.access.Refusal;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.access.Tokens;
import dev.parley.app.server.api.Answers;
import dev.parley.app.server.api.Api;
import dev.parley.app.server.dashboard.Dashboard;
import dev.parley.app.server.mcp.McpEndpoint;
import dev.parley.app.server.office.Office;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server: one gate before all routes, and one way in which problems are said. */
public final class WebServer implements AutoCloseable {

  /** A meeting of hours fits; nothing else comes near. */
  static final long BODY_BYTES_MAX = 8L << 20;

  private static final Logger logger = LoggerFactory.getLogger(WebServer.class);

  private final Javalin javalin;
  private final Binding binding;
  private final BrowserSessions sessions;
  private final McpEndpoint mcp;

  /**
   * Where it listens and who may come.
   *
   * @param user whose machine it is
   */
  public record Binding(
      String host, int port, Optional<URI> publicUrl, Tokens tokens, String user) {}

  /**
   * Starts it.
   *
   * @throws ProblemException BAD_USAGE if the port is taken
   */
  public WebServer(Binding binding, Office office, InstantSource clock) {
    this.binding = binding;
    this.sessions = new BrowserSessions(clock);
    var addresses = new AtomicReference<>(addresses(binding, binding.port()));
    var gate = new Gate(addresses::get, binding.tokens(), sessions, clock);
    var entrance = new Entrance(sessions, gate, binding.user(), addresses::get, this::entry);
    var api = new Api(office);
    this.mcp = new McpEndpoint(api.operations(), this::url);
    this.javalin =
        Javalin.create(config -> {
          basics(config);
          gate.guard(config.routes);
          entrance.register(config.routes);
          api.register(config.routes);
          mcp.register(config.routes);
          new Dashboard(office, clock).register(config.routes);
          failures(config);
        });
    try {
      javalin.start(binding.host(), binding.port());
    } catch (RuntimeException e) {
      throw new ProblemException(
          new Problem(
              Code.BAD_USAGE,
              "cannot listen on " + binding.host() + ":" + binding.port() + ": " + reason(e),
              "Take another port with --port, or 0 for a free one."),
          e);
    }
    addresses.set(addresses(binding, javalin.port()));
  }

  /** A route and who may ask for it. */
  record Access(HandlerType method, String path, Role role) {}

  /** Every route there is. */
  List<Access> table() {
    return javalin.unsafe.internalRouter.allHttpHandlers().stream()
        .map(parsed -> parsed.endpoint)
        .filter(endpoint -> endpoint.method.isHttpMethod())
        .map(endpoint -> new Access(endpoint.method, endpoint.path, role(endpoint)))
        .toList();
  }

  private static Role role(Endpoint endpoint) {
    var roles = endpoint.metadata(Roles.class);
    return roles == null
        ? Role.ADMIN
        : roles.getRoles().stream().map(Role.class::cast).findFirst().orElse(Role.ADMIN);
  }

  private static Addresses addresses(Binding binding, int port) {
    return Addresses.of(binding.host(), port, binding.publicUrl());
  }

  private static String reason(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private static void basics(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = BODY_BYTES_MAX;
    config.http.prefer405over404 = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
  }

  private static void failures(JavalinConfig config) {
    config.routes.exception(
        ProblemException.class, (problem, context) -> Answers.problem(context, problem.problem()));
    config.routes.exception(Refusal.class, (refusal, context) -> Entrance.refuse(context, refusal));
    config.routes.exception(
        HttpResponseException.class,
        (refused, context) ->
            Answers.problem(
                context,
                refused.getStatus(),
                "refused",
                String.valueOf(refused.getMessage()),
                "See what there is at " + Api.ROOT + "/openapi.json."));
    config.routes.exception(Exception.class, WebServer::broke);
  }

  private static void broke(Exception failure, Context context) {
    if (failure.getCause() instanceof HttpException bad) {
      Answers.problem(
          context,
          bad.getCode(),
          "refused",
          "the request is not well-formed: " + bad.getReason(),
          "Correct it and ask again.");
      return;
    }
    logger.atError().setCause(failure).log("a request broke");
    Answers.problem(
        context,
        500,
        "internal",
        "this should not have happened",
        "What happened is in the server's log, in logs of Parley's home.");
  }

  /** Where it can be reached, without a slash at the end. */
  public String url() {
    var host = binding.host().equals("0.0.0.0") ? "127.0.0.1" : binding.host();
    return "http://" + Addresses.bracketed(host) + ":" + javalin.port();
  }

  /** An address that lets one browser in, once. */
  public String entry() {
    return url() + Entrance.PATH + "?key=" + sessions.newKey();
  }

  @Override
  public void close() {
    mcp.close();
    javalin.stop();
  }
}
