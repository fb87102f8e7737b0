package dev.parley.analytics.fingerprint;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Failures that no rule knows and whose lines differ in a few words only, taken together. What a
 * rule knows stands for itself. The same failures give the same groups in whatever order they come.
 */
public final class FailureGroups {

  private final Map<String, Fingerprint> byKey;

  private FailureGroups(Map<String, Fingerprint> byKey) {
    this.byKey = byKey;
  }

  /** Groups these. */
  public static FailureGroups of(Collection<Fingerprint> failures) {
    var tree = new TemplateTree();
    Map<String, Fingerprint> firsts = new HashMap<>();
    Map<String, Fingerprint> byKey = new HashMap<>();
    failures.stream()
        .distinct()
        .filter(failure -> failure.kind() == FailureClass.UNKNOWN)
        .sorted(Comparator.comparing(Fingerprint::title).thenComparing(Fingerprint::key))
        .forEach(failure -> {
          String command = failure.command().orElse("") + " " + failure.exitCode().orElse(0);
          String template = tree.add(command.replace(' ', '_') + " " + failure.title());
          byKey.put(failure.key(), firsts.computeIfAbsent(template, _ -> failure));
        });
    return new FailureGroups(byKey);
  }

  /** The one that stands for a failure's group; itself if it is in none. */
  public Fingerprint of(Fingerprint failure) {
    return byKey.getOrDefault(failure.key(), failure);
  }
}
