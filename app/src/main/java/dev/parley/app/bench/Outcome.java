package dev.parley.app.bench;

import dev.parley.review.Finding;
import dev.parley.review.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What the gate said to one case.
 *
 * @param bad the verdict on the defect; empty if there was none
 * @param good the verdict on its clean twin
 * @param millis of each review
 */
record Outcome(
    LabelledCase labelled, Optional<Verdict> bad, Optional<Verdict> good, List<Long> millis) {

  /** A finding this near to a marked line names it. */
  private static final int NEAR_LINES = 3;

  /** Whether the defect was named where it is. */
  boolean named() {
    return bad.stream().flatMap(verdict -> verdict.findings().stream()).anyMatch(this::names);
  }

  /**
   * Whether the gate did what it is for: it blocks defects of security and correctness, and names
   * those of performance and style, which never block by themselves.
   */
  boolean caught() {
    boolean blocking =
        labelled.category().equals("security") || labelled.category().equals("correctness");
    return bad.stream()
        .flatMap(verdict -> verdict.findings().stream())
        .anyMatch(finding -> names(finding) && (!blocking || finding.blocks()));
  }

  /** Whether a clean change was not approved. */
  boolean falselyBlocked() {
    return good.filter(verdict -> !verdict.approved()).isPresent();
  }

  /** Findings of any severity on the clean twin. */
  int falseAlarms() {
    return good.map(verdict -> (int) open(verdict)).orElse(0);
  }

  private static long open(Verdict verdict) {
    return verdict.findings().stream().filter(finding -> finding.settled().isEmpty()).count();
  }

  private boolean names(Finding finding) {
    return finding.settled().isEmpty()
        && finding.anchored()
        && finding.file().equals(labelled.path())
        && labelled.lines().stream()
            .anyMatch(line -> Math.abs(line - finding.line()) <= NEAR_LINES);
  }

  /** Findings on the defect whose place exists and says what they quote; and all of them. */
  int[] anchors() {
    var lines = List.of(labelled.bad().split("\n", -1));
    int valid = 0;
    int all = 0;
    for (var verdict : bad.stream().toList()) {
      for (var finding : verdict.findings()) {
        all++;
        boolean inFile = finding.line() >= 0 && finding.line() <= lines.size();
        boolean quoted =
            finding.line() == 0
                || finding.quote().isEmpty()
                || (inFile
                    && lines.get(finding.line() - 1).strip().startsWith(start(finding.quote())));
        valid += inFile && quoted ? 1 : 0;
      }
    }
    return new int[] {valid, all};
  }

  private static String start(String quote) {
    String stripped = quote.strip();
    return stripped.substring(0, Math.min(40, stripped.length()));
  }

  /** Reviews that ended without a verdict. */
  int without() {
    return (bad.isEmpty() ? 1 : 0) + (good.isEmpty() ? 1 : 0);
  }
}
