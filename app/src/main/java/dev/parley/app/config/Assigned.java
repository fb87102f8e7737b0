package dev.parley.app.config;

import java.util.List;

/**
 * A setting given by one source.
 *
 * @param path as written, free names filled in
 * @param value of the Java type that the setting's kind gives
 * @param origin for messages: {@code parley.toml:12}, a variable or a flag
 */
record Assigned(Setting setting, List<String> path, Object value, String origin) {

  String dotted() {
    return String.join(".", path);
  }
}
