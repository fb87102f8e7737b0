package dev.parley.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A parsed JSON object, read strictly: a missing or mistyped field names its path, such as {@code
 * tasks[2].id}.
 *
 * @param path where the object stands in its document; empty for the root
 */
public record JsonObject(String path, Map<String, @Nullable Object> fields) {

  /**
   * @throws MalformedAnswerException if it is missing, not a string, or blank
   */
  public String string(String name) {
    Object value = fields.get(name);
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw wrong(name, "a non-blank string", value);
  }

  /** Empty if it is missing, null or blank. */
  public Optional<String> optionalString(String name) {
    Object value = fields.get(name);
    if (value == null || (value instanceof String text && text.isBlank())) {
      return Optional.empty();
    }
    return Optional.of(string(name));
  }

  public boolean bool(String name) {
    if (fields.get(name) instanceof Boolean value) {
      return value;
    }
    throw wrong(name, "true or false", fields.get(name));
  }

  /** A whole number in range of {@code int}. */
  public int integer(String name) {
    if (fields.get(name) instanceof Number number && number.doubleValue() == number.intValue()) {
      return number.intValue();
    }
    throw wrong(name, "a whole number", fields.get(name));
  }

  public Optional<Integer> optionalInteger(String name) {
    return fields.get(name) == null ? Optional.empty() : Optional.of(integer(name));
  }

  /** Strings of a list; empty if the field is missing or null. */
  public List<String> strings(String name) {
    var strings = new ArrayList<String>();
    int index = 0;
    for (Object item : list(name)) {
      if (!(item instanceof String text)) {
        throw wrong(name + "[" + index + "]", "a string", item);
      }
      strings.add(text);
      index++;
    }
    return strings;
  }

  /** Objects of a list; empty if the field is missing or null. */
  public List<JsonObject> objects(String name) {
    var objects = new ArrayList<JsonObject>();
    int index = 0;
    for (Object item : list(name)) {
      String at = name + "[" + index + "]";
      objects.add(asObject(at, item));
      index++;
    }
    return objects;
  }

  public boolean has(String name) {
    return fields.get(name) != null;
  }

  /** Fields that are none of the known ones, sorted. */
  public Set<String> unknown(Set<String> known) {
    var unknown = new TreeSet<>(fields.keySet());
    unknown.removeAll(known);
    return unknown;
  }

  private List<?> list(String name) {
    Object value = fields.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(name, "a list", value);
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private JsonObject asObject(String name, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return new JsonObject(prefixed(name), (Map<String, @Nullable Object>) map);
    }
    throw wrong(name, "an object", value);
  }

  private String prefixed(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private MalformedAnswerException wrong(String name, String expected, @Nullable Object found) {
    String was = found == null ? "it is missing" : "found " + found.getClass().getSimpleName();
    return new MalformedAnswerException(prefixed(name) + " must be " + expected + "; " + was);
  }
}
