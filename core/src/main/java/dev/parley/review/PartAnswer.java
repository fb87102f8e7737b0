package dev.parley.review;

import java.util.List;

/**
 * A valid answer about one part of a change.
 *
 * @param approved what the model thinks of the part; false holds, true grants nothing
 * @param wanted what it must see first; if anything, the rest is not its last word
 */
record PartAnswer(
    boolean approved, List<Finding> findings, List<String> suggestions, List<Wanted> wanted) {
  PartAnswer {
    findings = List.copyOf(findings);
    suggestions = List.copyOf(suggestions);
    wanted = List.copyOf(wanted);
  }

  /** Whether it may serve another attempt too; what is held against a change is asked for anew. */
  boolean lasting() {
    return approved && !blocks() && wanted.isEmpty();
  }

  boolean blocks() {
    return findings.stream().anyMatch(Finding::blocks);
  }
}
