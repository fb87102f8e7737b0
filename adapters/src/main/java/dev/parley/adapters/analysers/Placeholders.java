package dev.parley.adapters.analysers;

import java.util.Map;

/** Names in braces that stand for a place on this machine. */
final class Placeholders {

  private Placeholders() {}

  static String fill(String text, Map<String, String> values) {
    String filled = text;
    for (var each : values.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }
}
