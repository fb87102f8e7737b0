package dev.parley.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate's answer on one tree.
 *
 * @param approved computed: full coverage, nothing that blocks, and no model said no
 * @param findings those that block first
 * @param unreviewed files of the change that no valid answer covered
 * @param notes what was not done, such as an analyser that is not there; says nothing of the change
 * @param withoutModel why no model took part; empty if one did
 */
public record Verdict(
    String tree,
    boolean approved,
    List<Finding> findings,
    List<String> suggestions,
    List<String> unreviewed,
    List<String> notes,
    Optional<String> withoutModel) {

  public Verdict {
    findings = List.copyOf(findings);
    suggestions = List.copyOf(suggestions);
    unreviewed = List.copyOf(unreviewed);
    notes = List.copyOf(notes);
  }

  /** The same, with one note more. */
  public Verdict noting(String note) {
    var more = new ArrayList<>(notes);
    more.add(note);
    return new Verdict(tree, approved, findings, suggestions, unreviewed, more, withoutModel);
  }

  /** Whether models read the whole change. */
  boolean byModels() {
    return withoutModel.isEmpty() && unreviewed.isEmpty();
  }

  /** Why it is not approved, for the agent that has to mend it; what blocks comes first. */
  public List<String> reasons() {
    var reasons = new ArrayList<String>();
    findings.stream().filter(Finding::blocks).map(Finding::inWords).forEach(reasons::add);
    findings.stream()
        .filter(finding -> !finding.blocks() && finding.settled().isEmpty())
        .map(Finding::inWords)
        .forEach(reasons::add);
    unreviewed.forEach(file -> reasons.add("no valid review covered " + file));
    return reasons;
  }
}
