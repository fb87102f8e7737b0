package dev.parley.review;

import java.util.List;

/**
 * A valid answer about one part of a change.
 *
 * @param approved what the model thinks of the part; false holds, true grants nothing
 */
record PartAnswer(boolean approved, List<Finding> findings, List<String> suggestions) {
  PartAnswer {
    findings = List.copyOf(findings);
    suggestions = List.copyOf(suggestions);
  }

  /** Whether it may serve another attempt too; what is held against a change is asked for anew. */
  boolean lasting() {
    return approved && !blocks();
  }

  boolean blocks() {
    return findings.stream().anyMatch(Finding::blocks);
  }
}
