package dev.parley.review;

import dev.parley.review.Settlement.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The waivers of one repository. */
@FunctionalInterface
public interface Waivers {

  /** No finding is let pass. */
  Waivers NONE = List::of;

  /** Those in force now. */
  List<Waiver> inForce();

  /** The same findings, those let pass as such. */
  default List<Finding> applied(List<Finding> findings) {
    Map<String, Waiver> byFingerprint =
        inForce().stream()
            .collect(
                Collectors.toMap(Waiver::fingerprint, Function.identity(), (_, later) -> later));
    return findings.stream()
        .map(finding ->
            finding
                .fingerprint()
                .map(byFingerprint::get)
                .filter(_ -> finding.settled().isEmpty())
                .map(waiver -> finding.with(new Settlement(Kind.WAIVED, waiver.inWords())))
                .orElse(finding))
        .toList();
  }
}
