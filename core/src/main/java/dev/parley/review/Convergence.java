package dev.parley.review;

import dev.parley.review.Settlement.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes the rounds of a task come to an end. What was refuted stays refuted. What a model names in
 * a later round counts only where something was changed since the last one: the rest it could have
 * named before. And what it named before counts until its lines change or it is refuted, also if
 * the model does not name it again. What analysers find always counts. Pure.
 */
final class Convergence {

  private final Rounds rounds;
  private final LinesSince since;
  private final Map<String, Settlement> refuted = new HashMap<>();
  private final Set<String> known = new HashSet<>();

  Convergence(Rounds rounds) {
    this.rounds = rounds;
    this.since = new LinesSince(rounds.since());
    for (Verdict verdict : rounds.verdicts()) {
      verdict.findings().forEach(this::remember);
    }
  }

  private void remember(Finding finding) {
    finding
        .fingerprint()
        .ifPresent(fingerprint -> {
          finding
              .settled()
              .filter(settlement -> settlement.kind() == Kind.REFUTED)
              .ifPresentOrElse(
                  settlement -> refuted.put(fingerprint, settlement),
                  () -> {
                    if (finding.blocks()) {
                      known.add(fingerprint);
                    }
                  });
        });
  }

  /**
   * What counts in this round.
   *
   * @param findings of this round, marked
   */
  List<Finding> settle(List<Finding> findings) {
    var settled = new ArrayList<Finding>();
    var named = new HashSet<String>();
    for (Finding finding : findings) {
      finding.fingerprint().ifPresent(named::add);
      settled.add(settle(finding));
    }
    carried(named).forEach(settled::add);
    return settled;
  }

  private Finding settle(Finding finding) {
    String fingerprint = finding.fingerprint().orElse("");
    var before = refuted.get(fingerprint);
    if (before != null && finding.refutable()) {
      return finding.with(before);
    }
    return finding.byModel() && finding.blocks() && isLate(finding, fingerprint)
        ? finding.with(
            new Settlement(
                Kind.LATE, "an earlier round saw these lines and did not object to them"))
        : finding;
  }

  private boolean isLate(Finding finding, String fingerprint) {
    boolean seen = rounds.last().filter(Verdict::byModels).isPresent();
    return seen && !known.contains(fingerprint) && !since.touched(finding.file(), finding.line());
  }

  /** Of the last round, what stands where it stood and was not named again. */
  private Stream<Finding> carried(Set<String> named) {
    return rounds.last().stream()
        .flatMap(verdict -> verdict.findings().stream())
        .filter(finding -> finding.byModel() && finding.blocks() && finding.line() > 0)
        .filter(finding -> finding.fingerprint().filter(named::contains).isEmpty())
        .flatMap(
            finding -> since.now(finding.file(), finding.line()).stream().mapToObj(finding::at));
  }
}
