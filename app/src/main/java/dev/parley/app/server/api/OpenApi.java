package dev.parley.app.server.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The OpenAPI 3.1 document: paths from the table of routes, shapes from {@code schemas.json}. */
final class OpenApi {

  private OpenApi() {}

  static ObjectNode of(List<Route> routes, String cookie) {
    var document = Answers.JSON.createObjectNode();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Parley")
        .put("version", "1")
        .put("description", "Conversations become code. Events are also had as they come, as SSE.");
    document.putArray("servers").addObject().put("url", Api.ROOT);
    var security = document.putArray("security");
    security.addObject().putArray("token");
    security.addObject().putArray("browser");
    var paths = document.putObject("paths");
    routes.forEach(route -> operation(paths, route));
    var components = document.putObject("components");
    components.set("schemas", schemas());
    var schemes = components.putObject("securitySchemes");
    schemes.putObject("token").put("type", "http").put("scheme", "bearer");
    schemes.putObject("browser").put("type", "apiKey").put("in", "cookie").put("name", cookie);
    return document;
  }

  private static void operation(ObjectNode paths, Route route) {
    var path = paths.withObjectProperty(route.path());
    var operation = path.putObject(route.method().name().toLowerCase(Locale.ROOT));
    operation.put("operationId", route.operation());
    operation.put("summary", route.summary());
    operation.put("description", "Needs the role " + route.role().wireName() + ".");
    var parameters = operation.putArray("parameters");
    route
        .pathParameters()
        .forEach(name -> parameter(parameters, name, "path", "string", "Its id.", true));
    route
        .query()
        .forEach(asked ->
            parameter(parameters, asked.name(), "query", asked.type(), asked.description(), false));
    route
        .body()
        .ifPresent(schema ->
            content(
                operation.putObject("requestBody").put("required", !schema.equals("Nothing")),
                "application/json",
                schema));
    var responses = operation.putObject("responses");
    content(
        responses.putObject("2XX").put("description", route.summary()),
        "application/json",
        route.answer());
    content(
        responses.putObject("default").put("description", "What is wrong, and what to do."),
        "application/problem+json",
        "Problem");
  }

  private static void parameter(
      ArrayNode parameters,
      String name,
      String in,
      String type,
      String description,
      boolean required) {
    var parameter = parameters.addObject();
    parameter.put("name", name).put("in", in).put("required", required);
    parameter.put("description", description);
    parameter.putObject("schema").put("type", type);
  }

  private static void content(ObjectNode of, String type, String schema) {
    of.putObject("content")
        .putObject(type)
        .putObject("schema")
        .put("$ref", "#/components/schemas/" + schema);
  }

  static JsonNode schemas() {
    try (var file = OpenApi.class.getResourceAsStream("schemas.json")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return Answers.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own JSON", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
