package dev.parley.app.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings as a JSON Schema, for editors. Published as {@code docs/parley.schema.json}. */
final class SettingsSchema {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  private SettingsSchema() {}

  static String json() {
    var root = table();
    root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    root.put("title", "parley.toml");
    for (var setting : Settings.ALL) {
      add(root, setting.parts(), setting);
    }
    try {
      return JSON.writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Map<String, Object> table, List<String> parts, Setting setting) {
    var first = parts.getFirst();
    if (parts.size() == 1) {
      var leaf = new LinkedHashMap<>(setting.kind().schema());
      leaf.put("description", setting.description() + " Default: " + setting.fallback() + ".");
      put(table, first, leaf);
      return;
    }
    add(below(table, first), parts.subList(1, parts.size()), setting);
  }

  private static void put(Map<String, Object> table, String name, Map<String, Object> schema) {
    if (Setting.isPlaceholder(name)) {
      table.put("additionalProperties", schema);
    } else {
      properties(table).put(name, schema);
    }
  }

  @SuppressWarnings("unchecked") // only tables are put there before their keys
  private static Map<String, Object> below(Map<String, Object> table, String name) {
    if (Setting.isPlaceholder(name)) {
      if (!(table.get("additionalProperties") instanceof Map)) {
        table.put("additionalProperties", table());
      }
      return requireNonNull((Map<String, Object>) table.get("additionalProperties"));
    }
    return requireNonNull(
        (Map<String, Object>) properties(table).computeIfAbsent(name, _ -> table()));
  }

  @SuppressWarnings("unchecked") // made by table() and nowhere else
  private static Map<String, Object> properties(Map<String, Object> table) {
    return requireNonNull((Map<String, Object>) table.get("properties"));
  }

  private static Map<String, Object> table() {
    var table = new LinkedHashMap<String, Object>();
    table.put("type", "object");
    table.put("properties", new LinkedHashMap<String, Object>());
    table.put("additionalProperties", false);
    return table;
  }
}
