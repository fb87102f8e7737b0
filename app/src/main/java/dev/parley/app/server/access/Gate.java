package dev.parley.app.server.access;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Stands before every route. First what holds for all: headers of answers, the name the server is
 * called by, where a page comes from, how often somebody asks. Then who asks, and whether they may.
 */
public final class Gate {

  private static final String COOKIE = "parley_session_";

  /** What a page sends along with every change; a form sends a field {@code _csrf}. */
  public static final String CSRF_HEADER = "X-CSRF-Token";

  private static final double REQUESTS_PER_SECOND = 200;
  private static final double REQUESTS_BURST = 2_000;
  private static final double FAILURES_PER_SECOND = 0.2;
  private static final double FAILURES_BURST = 20;

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");

  private static final String REMEDY_HOST =
      "Use the address the server printed, or set server.public_url to the one you use.";

  private final Supplier<Addresses> addresses;
  private final Tokens tokens;
  private final BrowserSessions sessions;
  private final RateLimit requests;
  private final RateLimit failures;

  /**
   * A gate.
   *
   * @param addresses asked for each request: a free port is known only once it is bound
   */
  public Gate(
      Supplier<Addresses> addresses, Tokens tokens, BrowserSessions sessions, InstantSource clock) {
    this.addresses = addresses;
    this.tokens = tokens;
    this.sessions = sessions;
    this.requests = new RateLimit(REQUESTS_PER_SECOND, REQUESTS_BURST, clock);
    this.failures = new RateLimit(FAILURES_PER_SECOND, FAILURES_BURST, clock);
  }

  /**
   * Name of the cookie of a browser that was let in. Browsers keep cookies by host whatever the
   * port: without the port in the name, two servers of one machine would take each other's away.
   */
  public static String cookie(Context context) {
    return COOKIE + context.req().getLocalPort();
  }

  /** Puts it before all routes. */
  public void guard(RoutesConfig routes) {
    routes.before(this::admit);
    routes.beforeMatched(this::authorize);
  }

  private void admit(Context context) {
    context.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    context.header("X-Content-Type-Options", "nosniff");
    context.header("Referrer-Policy", "no-referrer");
    context.header("Cross-Origin-Opener-Policy", "same-origin");
    context.header("Cross-Origin-Resource-Policy", "same-origin");
    context.header("Cache-Control", "no-store");
    if (BROKEN_ESCAPE.matcher(context.req().getRequestURI()).find()) {
      throw new Refusal(400, "the address is not well-formed", "Write % as %25.");
    }
    var host = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
    if (!addresses.get().hosts().contains(host)) {
      throw new Refusal(421, "this server does not answer to that name", REMEDY_HOST);
    }
    var origin = Optional.ofNullable(context.header("Origin"));
    if (origin.filter(from -> !addresses.get().origins().contains(from)).isPresent()) {
      throw new Refusal(403, "a page of another origin asked", REMEDY_HOST);
    }
    if (!requests.take(context.ip())) {
      context.header("Retry-After", "1");
      throw new Refusal(429, "too many requests", "Wait a second and ask again.");
    }
  }

  private void authorize(Context context) {
    var needed = needed(context);
    if (needed == Role.OPEN) {
      return;
    }
    var principal = who(context);
    if (!principal.role().covers(needed)) {
      throw new Refusal(
          403,
          principal.name() + " may " + principal.role().wireName() + ", not " + needed.wireName(),
          "Ask with a token of the role " + needed.wireName() + ".");
    }
    principal.csrf().filter(_ -> changes(context)).ifPresent(csrf -> requireCsrf(context, csrf));
    principal.remember(context);
  }

  /** A route that says nothing is for those who may do everything. */
  private static Role needed(Context context) {
    return context.routeRoles().stream().map(Role.class::cast).findFirst().orElse(Role.ADMIN);
  }

  private Principal who(Context context) {
    var bearer = bearer(context);
    if (bearer.isPresent()) {
      return byToken(context, bearer.get());
    }
    return Optional.ofNullable(context.cookie(cookie(context)))
        .flatMap(sessions::find)
        .orElseThrow(() ->
            new Refusal(
                401,
                "nobody has let you in yet",
                "Open the one-time address that parley serve prints, or send Authorization:"
                    + " Bearer TOKEN."));
  }

  /**
   * Whoever shows a token.
   *
   * @throws Refusal 401 for a wrong one, 429 after too many of them
   */
  public Principal byToken(Context context, String token) {
    return tokens.find(token).orElseThrow(() -> wrongToken(context));
  }

  /** Only who is wrong is slowed down: behind a proxy everybody comes from one address. */
  private Refusal wrongToken(Context context) {
    return failures.take(context.ip())
        ? new Refusal(401, "the token is not one of this server", "Ask its admin for one.")
        : new Refusal(429, "too many wrong tokens", "Wait a minute.");
  }

  private static Optional<String> bearer(Context context) {
    return Optional.ofNullable(context.header("Authorization"))
        .filter(header -> header.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(header -> header.substring(7).strip());
  }

  private static boolean changes(Context context) {
    return switch (context.method().name()) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  private static void requireCsrf(Context context, String csrf) {
    var sent =
        Optional.ofNullable(context.header(CSRF_HEADER))
            .or(() -> Optional.ofNullable(context.formParam("_csrf")));
    if (sent.filter(token -> Secret.same(token, csrf)).isEmpty()) {
      throw new Refusal(
          403, "the request does not come from one of our pages", "Load the page anew.");
    }
  }
}
