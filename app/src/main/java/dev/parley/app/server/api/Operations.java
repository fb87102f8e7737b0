package dev.parley.app.server.api;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.server.access.Role;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The routes that tools may use: all but those for admins, who should look at what they do. */
final class Operations {

  private static final String REFERENCE = "#/components/schemas/";

  /** References within references; ours go two deep. */
  private static final int DEPTH_MAX = 6;

  private final JsonNode schemas = OpenApi.schemas();

  static List<Operation> of(List<Route> routes) {
    var operations = new Operations();
    return routes.stream()
        .filter(route -> route.role() != Role.ADMIN)
        .map(operations::operation)
        .toList();
  }

  private Operation operation(Route route) {
    return new Operation(
        snakeCase(route.operation()),
        route.summary(),
        route.method().name(),
        route.path(),
        route.pathParameters(),
        route.query().stream().map(Route.Parameter::name).toList(),
        route.body(),
        Answers.JSON.convertValue(input(route), new TypeReference<Map<String, Object>>() {}),
        route.method().equals(HandlerType.GET));
  }

  private static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private ObjectNode input(Route route) {
    var input = Answers.JSON.createObjectNode().put("type", "object");
    var properties = input.putObject("properties");
    var required = input.putArray("required");
    for (var name : route.pathParameters()) {
      properties.putObject(name).put("type", "string").put("description", "Its id.");
      required.add(name);
    }
    route
        .query()
        .forEach(asked ->
            properties
                .putObject(asked.name())
                .put("type", asked.type())
                .put("description", asked.description()));
    route.body().ifPresent(name -> body(schemas.path(name), properties, required));
    return input;
  }

  private void body(JsonNode schema, ObjectNode properties, ArrayNode required) {
    for (var alternative : schema.path("oneOf")) {
      // A tool gets the fields of all of them; the API says what goes together.
      body(resolved(alternative, 0), properties, Answers.JSON.createArrayNode());
    }
    schema
        .path("properties")
        .properties()
        .forEach(field -> properties.set(field.getKey(), resolved(field.getValue(), 0)));
    schema.path("required").forEach(required::add);
  }

  private JsonNode resolved(JsonNode schema, int depth) {
    if (depth > DEPTH_MAX) {
      return Answers.JSON.createObjectNode();
    }
    if (schema.has("$ref")) {
      var name = schema.path("$ref").asText().substring(REFERENCE.length());
      return resolved(schemas.path(name), depth + 1);
    }
    if (schema instanceof ObjectNode object) {
      var copy = Answers.JSON.createObjectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), depth)));
      return copy;
    }
    if (schema instanceof ArrayNode array) {
      var copy = Answers.JSON.createArrayNode();
      array.forEach(element -> copy.add(resolved(element, depth)));
      return copy;
    }
    return schema;
  }
}
