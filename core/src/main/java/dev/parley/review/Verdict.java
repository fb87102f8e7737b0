package dev.parley.review;

import java.util.List;

/**
 * The gate's answer on one tree.
 *
 * @param approved computed: full coverage, nothing that blocks, and no model said no
 * @param unreviewed files of the change that no valid answer covered
 */
public record Verdict(
    String tree,
    boolean approved,
    List<Finding> findings,
    List<String> suggestions,
    List<String> unreviewed) {

  public Verdict {
    findings = List.copyOf(findings);
    suggestions = List.copyOf(suggestions);
    unreviewed = List.copyOf(unreviewed);
  }
}
