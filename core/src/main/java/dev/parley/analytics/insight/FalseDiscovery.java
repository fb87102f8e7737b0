package dev.parley.analytics.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several candidates to tell of, so that few of those told are chance: Benjamini and
 * Hochberg (JRSS B 57, 1995), with the weights of Genovese, Roeder and Wasserman (Biometrika 93,
 * 2006). Where nothing is the matter, anything is told with a chance below the level. Pure.
 */
final class FalseDiscovery {

  /** However sure others are, what is as likely as this to be chance is not told. */
  private static final double CHANCE_MAX = 0.4;

  private FalseDiscovery() {}

  /** Those to tell of, the least likely to be chance first. */
  static List<Candidate> controlled(List<Candidate> candidates, double level) {
    double weights = candidates.stream().mapToDouble(c -> c.kind().weight()).sum();
    var sorted = new ArrayList<>(candidates);
    sorted.removeIf(candidate -> candidate.chance() > CHANCE_MAX);
    sorted.sort(Comparator.comparingDouble(FalseDiscovery::weighted));
    int told = 0;
    for (int i = 0; i < sorted.size(); i++) {
      if (weighted(sorted.get(i)) * weights <= (i + 1) * level) {
        told = i + 1;
      }
    }
    return List.copyOf(sorted.subList(0, told));
  }

  private static double weighted(Candidate candidate) {
    return candidate.chance() / candidate.kind().weight();
  }
}
