package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The part of JSON Schema's rules both providers tighten for answers that must follow a schema:
 * objects must be closed, and for OpenAI every property required.
 */
final class StrictSchema {

  private static final List<String> MAPS_OF_SCHEMAS = List.of("properties", "$defs", "definitions");
  private static final List<String> LISTS_OF_SCHEMAS = List.of("anyOf", "allOf", "oneOf");

  private StrictSchema() {}

  /** A schema found in another, and the way to it, in OpenAI's notation. */
  record Located(List<String> path, JsonNode schema) {
    /** Such as {@code ('properties', 'issues', 'items')}; {@code ()} for the outermost. */
    String context() {
      var quoted = path.stream().map(step -> "'" + step + "'").toList();
      return "(" + String.join(", ", quoted) + (quoted.size() == 1 ? ",)" : ")");
    }
  }

  /** The first object that does not forbid properties it does not name; empty if all do. */
  static Optional<Located> openObject(JsonNode schema) {
    return objects(schema).stream()
        .filter(located -> {
          var more = located.schema().path("additionalProperties");
          return !more.isBoolean() || more.asBoolean();
        })
        .findFirst();
  }

  /** The first object with a property it does not require; empty if there is none. */
  static Optional<Located> optionalProperty(JsonNode schema) {
    return objects(schema).stream()
        .filter(located -> missingRequired(located.schema()).isPresent())
        .findFirst();
  }

  /** The name of a property this object does not require; empty if it requires all. */
  static Optional<String> missingRequired(JsonNode object) {
    var required =
        StreamSupport.stream(object.path("required").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return object.path("properties").properties().stream()
        .map(property -> property.getKey())
        .filter(name -> !required.contains(name))
        .findFirst();
  }

  private static List<Located> objects(JsonNode schema) {
    var found = new ArrayList<Located>();
    collect(new Located(List.of(), schema), found);
    return found;
  }

  private static void collect(Located at, List<Located> found) {
    var schema = at.schema();
    if (isObject(schema)) {
      found.add(at);
    }
    for (var map : MAPS_OF_SCHEMAS) {
      for (var entry : schema.path(map).properties()) {
        collect(step(at, entry.getValue(), map, entry.getKey()), found);
      }
    }
    for (var list : LISTS_OF_SCHEMAS) {
      for (var i = 0; i < schema.path(list).size(); i++) {
        collect(step(at, schema.path(list).path(i), list, String.valueOf(i)), found);
      }
    }
    if (schema.path("items").isObject()) {
      collect(step(at, schema.path("items"), "items"), found);
    }
  }

  private static Located step(Located from, JsonNode to, String... steps) {
    var path = new ArrayList<>(from.path());
    path.addAll(List.of(steps));
    return new Located(path, to);
  }

  private static boolean isObject(JsonNode schema) {
    var type = schema.path("type");
    if (type.isTextual()) {
      return "object".equals(type.asText());
    }
    return StreamSupport.stream(type.spliterator(), false)
        .anyMatch(one -> "object".equals(one.asText()));
  }
}
