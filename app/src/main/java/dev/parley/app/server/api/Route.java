package dev.parley.app.server.api;

import dev.parley.app.server.access.Role;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing the API can be asked for: what is registered, and what the document says of it.
 *
 * @param path with parameters in braces
 * @param operation its name in the document
 * @param body name of the schema of what is sent; empty for nothing
 * @param answer name of the schema of what comes back
 */
record Route(
    HandlerType method,
    String path,
    Role role,
    String operation,
    String summary,
    List<Parameter> query,
    Optional<String> body,
    String answer,
    Handler handler) {

  private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

  Route {
    query = List.copyOf(query);
  }

  /**
   * Something asked in the query.
   *
   * @param type of JSON Schema
   */
  record Parameter(String name, String type, String description) {}

  /** Looks at something. */
  static Route get(String path, String operation, String summary, String answer, Handler handler) {
    return new Route(
        HandlerType.GET,
        path,
        Role.READ,
        operation,
        summary,
        List.of(),
        Optional.empty(),
        answer,
        handler);
  }

  /** Asks for something to be done. */
  static Route post(
      String path, String operation, String summary, String body, String answer, Handler handler) {
    return new Route(
        HandlerType.POST,
        path,
        Role.OPERATE,
        operation,
        summary,
        List.of(),
        Optional.of(body),
        answer,
        handler);
  }

  Route with(Parameter... more) {
    return new Route(method, path, role, operation, summary, List.of(more), body, answer, handler);
  }

  Route as(HandlerType other, Role needed) {
    return new Route(other, path, needed, operation, summary, query, body, answer, handler);
  }

  List<String> pathParameters() {
    return IN_PATH.matcher(path).results().map(found -> found.group(1)).toList();
  }
}
