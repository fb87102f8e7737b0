package dev.parley.testkit.modelserver;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Headers of a request. Names are matched without regard to case.
 *
 * <p>Keys are kept, so that a test can say which one was sent, but {@link #toString} masks them: a
 * dry run may carry a real one.
 */
public record RequestHeaders(Map<String, List<String>> values) {

  private static final Set<String> SECRETS = Set.of("authorization", "x-api-key");

  public RequestHeaders {
    var lowered = new TreeMap<String, List<String>>();
    values.forEach((name, list) -> lowered.put(name.toLowerCase(Locale.ROOT), List.copyOf(list)));
    values = Collections.unmodifiableMap(lowered);
  }

  /** The first value of this header; empty if it was not sent. */
  public Optional<String> first(String name) {
    var list = values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    return list.stream().findFirst();
  }

  /** The key in {@code Authorization: Bearer}; empty if there is none or it is blank. */
  Optional<String> bearer() {
    return first("authorization")
        .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
        .map(value -> value.substring(7).strip())
        .filter(key -> !key.isEmpty());
  }

  @Override
  public String toString() {
    var shown = new TreeMap<String, List<String>>(values);
    SECRETS.forEach(name -> shown.replace(name, List.of("***")));
    return shown.toString();
  }
}
