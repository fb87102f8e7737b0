package dev.parley.analytics.trace;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps labels few: the first {@value #VALUES_MAX} values of each are kept, what comes later counts
 * under {@value #OTHER}. Not thread-safe.
 */
public final class LabelBounds {

  /** Distinct values of one label. */
  public static final int VALUES_MAX = 50;

  /** Stands for all others. */
  public static final String OTHER = "other";

  private static final int LENGTH_MAX = 120;

  private final Map<String, Set<String>> known = new HashMap<>();

  /** The value, or what stands for it. */
  public String bounded(String label, String value) {
    var values = known.computeIfAbsent(label, _ -> new HashSet<>());
    if (values.contains(value)) {
      return value;
    }
    if (value.length() > LENGTH_MAX || values.size() >= VALUES_MAX) {
      return OTHER;
    }
    values.add(value);
    return value;
  }

  /** All of them. */
  public Map<String, String> bounded(Map<String, String> labels) {
    var bounded = new HashMap<String, String>();
    labels.forEach((label, value) -> bounded.put(label, bounded(label, value)));
    return bounded;
  }
}
