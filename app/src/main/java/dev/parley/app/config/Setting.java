package dev.parley.app.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One key of the configuration.
 *
 * @param path dotted; a part in angle brackets stands for any name, for example {@code
 *     providers.<name>.base_url}
 * @param binding what a repository's file may do to it
 * @param fallback what holds if nobody sets it, as documented
 */
record Setting(String path, Kind kind, Binding binding, String fallback, String description) {

  /** What a repository's {@code parley.toml} may do to a setting. */
  enum Binding {
    /** Nothing until the user has run {@code parley trust}. */
    AFTER_TRUST("after `parley trust`"),
    /** Only make it stricter than it is. */
    LOWER_ONLY("may only lower it");

    private final String inWords;

    Binding(String inWords) {
      this.inWords = inWords;
    }

    String inWords() {
      return inWords;
    }
  }

  List<String> parts() {
    return List.of(path.split("\\."));
  }

  /** Whether a path in a file means this setting. */
  boolean matches(List<String> actual) {
    var parts = parts();
    if (parts.size() != actual.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!isPlaceholder(parts.get(i)) && !parts.get(i).equals(actual.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The variable that sets it; empty if its path has a free name or it takes no text. */
  Optional<String> variable() {
    boolean named = parts().stream().noneMatch(Setting::isPlaceholder);
    return named && !(kind instanceof ListKind.Commands)
        ? Optional.of("PARLEY_" + path.replace('.', '_').toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  /** Whether values of it are kept out of messages. */
  boolean mayHoldKeys() {
    return path.equals("otel.headers") || path.equals("otel.endpoint");
  }

  static boolean isPlaceholder(String part) {
    return part.startsWith("<");
  }
}
