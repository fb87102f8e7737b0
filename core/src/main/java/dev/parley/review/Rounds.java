package dev.parley.review;

import java.util.List;
import java.util.Optional;

/**
 * What earlier reviews of the same task came to.
 *
 * @param verdicts oldest first
 * @param since what was changed from the tree of the last one to the tree that is judged now
 */
public record Rounds(List<Verdict> verdicts, UnifiedDiff since) {

  /** A change that is judged for the first time. */
  public static final Rounds NONE = new Rounds(List.of(), new UnifiedDiff(List.of()));

  public Rounds {
    verdicts = List.copyOf(verdicts);
  }

  Optional<Verdict> last() {
    return verdicts.isEmpty() ? Optional.empty() : Optional.of(verdicts.getLast());
  }
}
