package dev.parley.review;

import java.util.ArrayList;
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

  /** Why it is not approved, for the agent that has to mend it; what blocks comes first. */
  public List<String> reasons() {
    var reasons = new ArrayList<String>();
    findings.stream().filter(Finding::blocks).map(Finding::inWords).forEach(reasons::add);
    findings.stream().filter(f -> !f.blocks()).map(Finding::inWords).forEach(reasons::add);
    unreviewed.forEach(file -> reasons.add("no valid review covered " + file));
    return reasons;
  }
}
