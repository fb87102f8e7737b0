package dev.parley.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody probably meant: the candidate with the fewest letters changed. */
public final class Nearest {

  private Nearest() {}

  /** Empty if there is no candidate at all. */
  public static Optional<String> to(String written, Collection<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparingInt((String candidate) -> effort(written, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to change; leaving out the end of a long name counts as one. */
  private static int effort(String written, String candidate) {
    int whole = distance(written, candidate);
    return candidate.length() <= written.length()
        ? whole
        : Math.min(whole, distance(written, candidate.substring(0, written.length())) + 1);
  }

  /** Levenshtein distance. */
  static int distance(String one, String other) {
    var previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      var current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(changed, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[other.length()];
  }
}
