package dev.parley.app.server.api;

import dev.parley.app.server.access.Gate;
import dev.parley.app.server.access.Role;
import dev.parley.app.server.feed.EventStream;
import dev.parley.app.server.office.Office;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Stream;

/** The API of version 1: all its routes, and the document about them. */
public final class Api {

  public static final String ROOT = "/api/v1";

  private final List<Route> routes;
  private final FigureRoutes figures;
  private final Office office;

  public Api(Office office) {
    this.office = office;
    this.figures = new FigureRoutes(office);
    this.routes =
        Stream.of(
                new RunRoutes(office, new EventStream(office.feed())).all(),
                new ControlRoutes(office).all(),
                new MeetingRoutes(office).all(),
                figures.all(),
                new LimitRoutes(office).all())
            .flatMap(List::stream)
            .toList();
  }

  /** Registers everything. */
  public void register(RoutesConfig to) {
    for (var route : routes) {
      to.addHttpHandler(route.method(), ROOT + route.path(), route.handler(), route.role());
    }
    to.get(ROOT + "/openapi.json", this::document, Role.READ);
    to.get("/healthz", context -> context.result("ok\n"), Role.OPEN);
    to.head("/healthz", _ -> {}, Role.OPEN);
    to.get("/readyz", this::ready, Role.READ);
    to.get("/metrics", figures::metrics, Role.READ);
  }

  /** What tools may ask for. */
  public List<Operation> operations() {
    return Operations.of(routes);
  }

  private void document(Context context) {
    Answers.json(context, OpenApi.of(routes, Gate.cookie(context)));
  }

  /** Whether the store answers. */
  private void ready(Context context) {
    var _ = office.runs().events().lastPosition();
    context.result("ready\n");
  }
}
