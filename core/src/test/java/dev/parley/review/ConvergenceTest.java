package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.Settlement.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rounds on one file of forty lines, of which line 20 is changed between them. */
class ConvergenceTest {

  private static final String BEFORE = text(20, "line 20");
  private static final String AFTER = text(20, "changed");
  private static final UnifiedDiff SINCE =
      UnifiedDiff.parse(
          """
          diff --git a/a.ts b/a.ts
          index 1..2 100644
          --- a/a.ts
          +++ b/a.ts
          @@ -18,5 +18,6 @@
           line 18
           line 19
          -line 20
          +changed
          +
           line 21
           line 22
          """);

  private static String text(int line, String instead) {
    return IntStream.rangeClosed(1, 40)
        .mapToObj(i -> i == line ? instead + (instead.equals("changed") ? "\n" : "") : "line " + i)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Finding named(String text, int line) {
    var place = new Finding.Place("a.ts", line, ChangedFiles.lines(text).get(line - 1));
    var finding = Finding.byModel(Severity.HIGH, "correctness", "d", place, true);
    return marked(text, finding);
  }

  private static Finding analysed(String text, int line, Severity severity) {
    var place = new Finding.Place("a.ts", line, "");
    return marked(text, Finding.byAnalyser("sql-injection", severity, "security", "d", place));
  }

  private static Finding marked(String text, Finding finding) {
    return new Marks(new UnifiedDiff(List.of()), Map.of("a.ts", text))
        .on(List.of(finding))
        .getFirst();
  }

  private static Verdict verdict(Finding... findings) {
    return new Verdict(
        "t", false, List.of(findings), List.of(), List.of(), List.of(), Optional.empty());
  }

  private static List<Finding> after(Verdict verdict, Finding... now) {
    return new Convergence(new Rounds(List.of(verdict), SINCE)).settle(List.of(now));
  }

  private static Optional<Kind> kind(Finding finding) {
    return finding.settled().map(Settlement::kind);
  }

  @Test
  void inTheFirstRoundEverythingCounts() {
    var finding = named(AFTER, 5);

    assertThat(new Convergence(Rounds.NONE).settle(List.of(finding))).containsExactly(finding);
  }

  @Test
  void whatIsNamedLaterAboutLinesThatWereSeenDoesNotCount() {
    assertThat(after(verdict(), named(AFTER, 5)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(kind(finding)).contains(Kind.LATE);
          assertThat(finding.blocks()).isFalse();
        });
  }

  @Test
  void whatIsNamedLaterAboutChangedLinesOrNearThemCounts() {
    var near = List.of(named(AFTER, 17), named(AFTER, 20), named(AFTER, 24));

    assertThat(after(verdict(), near.toArray(Finding[]::new))).allMatch(Finding::blocks);
  }

  @Test
  void whatIsNamedAgainStillCounts() {
    assertThat(after(verdict(named(BEFORE, 30)), named(AFTER, 31)))
        .singleElement()
        .matches(Finding::blocks);
  }

  @Test
  void whatIsNotNamedAgainStillCountsWhereItStandsNow() {
    assertThat(after(verdict(named(BEFORE, 30))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.line()).isEqualTo(31);
          assertThat(finding.blocks()).isTrue();
        });
  }

  @Test
  void whatIsNotNamedAgainAndWasChangedIsGone() {
    assertThat(after(verdict(named(BEFORE, 20), named(BEFORE, 22)))).isEmpty();
  }

  @Test
  void whatWasRefutedStaysRefuted() {
    var refuted = named(BEFORE, 30).with(new Settlement(Kind.REFUTED, "line 29 checks it"));

    assertThat(after(verdict(refuted), named(AFTER, 31)))
        .singleElement()
        .satisfies(finding -> assertThat(kind(finding)).contains(Kind.REFUTED));
  }

  @Test
  void whatAnalysersAreSureOfAlwaysCounts() {
    var before = analysed(BEFORE, 5, Severity.HIGH);

    assertThat(
            after(
                verdict(before.with(new Settlement(Kind.REFUTED, "so it said"))),
                analysed(AFTER, 5, Severity.HIGH),
                analysed(AFTER, 6, Severity.MEDIUM)))
        .allMatch(Finding::blocks);
  }

  @Test
  void aRoundWithoutAModelHasSeenNothing() {
    var verdict =
        new Verdict(
            "t", true, List.of(), List.of(), List.of(), List.of(), Optional.of("none answered"));

    assertThat(after(verdict, named(AFTER, 5))).allMatch(Finding::blocks);
  }
}
