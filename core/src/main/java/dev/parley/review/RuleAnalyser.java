package dev.parley.review;

import java.util.List;

/**
 * The checks that need nothing but the change itself. They are few and sure; a small reason to
 * distrust a change is left to the model.
 */
public final class RuleAnalyser implements Analyser {

  private static final int MAX_HITS = 10_000;

  /** All of them. */
  static final List<Rule> RULES =
      List.of(
          new Rule("hidden-character", Severity.HIGH, "security", HiddenCharacters::hits),
          new Rule("suppression", Severity.MEDIUM, "correctness", Suppressions::broad),
          new Rule("narrow-suppression", Severity.LOW, "style", Suppressions::narrow),
          new Rule("reviewer-directed-text", Severity.MEDIUM, "security", DirectedText::hits),
          new Rule("hard-coded-secret", Severity.HIGH, "security", Secrets::hits),
          new Rule("configured-secret", Severity.HIGH, "security", ConfiguredSecrets::hits),
          new Rule("private-key", Severity.HIGH, "security", Secrets::privateKeys),
          new Rule("deleted-test-file", Severity.MEDIUM, "tests", WeakenedTests::deletedFiles),
          new Rule("skipped-test", Severity.MEDIUM, "tests", WeakenedTests::skipped),
          new Rule("removed-test", Severity.MEDIUM, "tests", WeakenedTests::removed),
          new Rule("loosened-assertion", Severity.MEDIUM, "tests", LoosenedTests::assertions),
          new Rule("lowered-threshold", Severity.MEDIUM, "tests", LoosenedTests::thresholds),
          new Rule("binary-source", Severity.HIGH, "security", Unreviewable::binarySources),
          new Rule("obfuscated-code", Severity.MEDIUM, "security", BuiltFiles::disguised),
          new Rule("submodule", Severity.MEDIUM, "security", Unreviewable::submodules),
          new Rule("link-outside", Severity.MEDIUM, "security", Unreviewable::linksOutside),
          new Rule("automation", Severity.MEDIUM, "security", Unreviewable::automation),
          new Rule("conflict-marker", Severity.HIGH, "correctness", ConflictMarkers::hits));

  /** Whether a rule is one of these: what they find is not up to anybody's reading of the code. */
  static boolean forbids(String rule) {
    return RULES.stream().anyMatch(each -> each.id().equals(rule));
  }

  @Override
  public List<Finding> analyse(Subject subject) {
    return RULES.stream()
        .flatMap(rule -> rule.check().hits(subject).limit(MAX_HITS).map(rule::finding))
        .toList();
  }
}
