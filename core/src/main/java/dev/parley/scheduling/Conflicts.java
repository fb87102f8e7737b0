package dev.parley.scheduling;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How likely two tasks that write the same file come into conflict.
 *
 * @param byFile what was learnt, from 0 to 1; {@link #PRIOR} for every other file
 * @param redone whether a task in conflict is done again; otherwise conflicts are avoided where
 *     that costs no time
 */
public record Conflicts(Map<String, Double> byFile, boolean redone) {

  /** 28% of 107,000 pull requests of agents conflicted, in a public study. */
  public static final double PRIOR = 0.28;

  /** Nothing was learnt yet. */
  public static final Conflicts UNKNOWN = new Conflicts(Map.of(), true);

  /** Of a world in which conflicts cost nothing. */
  static final Conflicts HARMLESS = new Conflicts(Map.of(), false);

  public Conflicts {
    byFile = Map.copyOf(byFile);
  }

  /** The chance that at least one of the files that others write conflicts; 0 if there is none. */
  double probability(Work work, Set<String> written) {
    double none = 1;
    for (var file : work.files()) {
      if (written.contains(file)) {
        none *= 1 - byFile.getOrDefault(file, PRIOR);
      }
    }
    return 1 - none;
  }

  /** A file both write. */
  static Optional<String> sharedFile(Work one, Work other) {
    return one.files().stream().filter(other.files()::contains).sorted().findFirst();
  }
}
