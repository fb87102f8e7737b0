package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of one object in a {@link ScriptFile}, read with errors that say where and what. */
final class ScriptFields {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final String where;
  private final JsonNode object;

  ScriptFields(String where, JsonNode object) {
    this.where = where;
    this.object = object;
    if (!object.isObject()) {
      throw error("not an object", "Write { ... } here.");
    }
  }

  /** Refuses every field but these, so that a slip of the pen is not taken for nothing. */
  void allow(String... names) {
    var known = Set.of(names);
    for (var field : object.properties()) {
      if (!known.contains(field.getKey())) {
        throw error(
            "unknown key \"" + field.getKey() + '"',
            "The keys here are " + String.join(", ", names) + ".");
      }
    }
  }

  boolean has(String name) {
    return object.has(name);
  }

  Optional<JsonNode> any(String name) {
    return Optional.ofNullable(object.get(name));
  }

  Optional<String> text(String name) {
    return any(name)
        .map(value -> {
          if (!value.isTextual()) {
            throw error('"' + name + "\" is not text", "Put it in quotation marks.");
          }
          return value.asText();
        });
  }

  String requiredText(String name) {
    return text(name).orElseThrow(() -> error("\"" + name + "\" is missing", "Add it as text."));
  }

  /** A whole number of at least this much, and at most two thousand million. */
  Optional<Long> number(String name, long least) {
    return any(name)
        .map(value -> {
          if (!value.canConvertToInt() || !value.isIntegralNumber() || value.asLong() < least) {
            throw error(
                '"' + name + "\" is not a whole number of at least " + least,
                "Write it as a number, without quotation marks.");
          }
          return value.asLong();
        });
  }

  Optional<Duration> seconds(String name) {
    return any(name)
        .map(value -> {
          if (!value.isNumber() || value.asDouble() < 0) {
            throw error('"' + name + "\" is not a number of seconds", "Write it as 1 or 0.5.");
          }
          return Duration.ofMillis(Math.round(value.asDouble() * MILLIS_PER_SECOND));
        });
  }

  Optional<ScriptFields> child(String name) {
    return any(name).map(value -> new ScriptFields(where + ", " + name, value));
  }

  List<ScriptFields> children(String name) {
    var list = any(name).orElseGet(Json::array);
    if (!list.isArray()) {
      throw error('"' + name + "\" is not a list", "Write \"" + name + "\": [ ... ].");
    }
    var children = new ArrayList<ScriptFields>();
    for (var value : list) {
      children.add(new ScriptFields(where + ", " + name + " " + (children.size() + 1), value));
    }
    return children;
  }

  ProblemException error(String problem, String remedy) {
    return ScriptFile.problem(where, problem, remedy);
  }
}
