package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final String TEXT =
      """
      class A {
        void f() {
          call(null);
        }
        void g() {
          call(null);
        }
      }
      """;

  private static Finding finding(String rule, int line) {
    return Finding.byAnalyser(
        rule, Severity.HIGH, "correctness", "d", new Finding.Place("A.java", line, ""));
  }

  private static List<String> fingerprints(String text, Finding... findings) {
    var marks = new Marks(new UnifiedDiff(List.of()), Map.of("A.java", text));
    return marks.on(List.of(findings)).stream()
        .map(finding -> finding.fingerprint().orElseThrow())
        .toList();
  }

  @Test
  void aFingerprintStaysWhileItsLineMovesAndIsIndentedAnew() {
    String moved = "\n\n// more\n" + TEXT.replace("  ", "\t");

    assertThat(fingerprints(moved, finding("r", 6)))
        .isEqualTo(fingerprints(TEXT, finding("r", 3)))
        .allSatisfy(fingerprint -> assertThat(fingerprint).matches("[0-9a-f]{16}"));
  }

  @Test
  void ruleLineAndSurroundingsTellFindingsApart() {
    var all =
        fingerprints(TEXT, finding("r", 3), finding("r", 6), finding("s", 3), finding("r", 2));

    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void equalFindingsAreToldApartByTheirOrder() {
    var once = fingerprints(TEXT, finding("r", 3));
    var twice = fingerprints(TEXT, finding("r", 3), finding("r", 3));

    assertThat(twice).doesNotHaveDuplicates().startsWith(once.getFirst());
  }

  @Test
  void aModelsFindingIsKnownByItsCategoryNotByItsWords() {
    var place = new Finding.Place("A.java", 3, "call(null);");
    var one = Finding.byModel(Severity.HIGH, "security", "It is wrong.", place, true);
    var same = Finding.byModel(Severity.MEDIUM, "security", "In other words.", place, true);
    var other = Finding.byModel(Severity.HIGH, "correctness", "It is wrong.", place, true);

    assertThat(fingerprints(TEXT, one)).isEqualTo(fingerprints(TEXT, same));
    assertThat(fingerprints(TEXT, one)).isNotEqualTo(fingerprints(TEXT, other));
  }

  @Test
  void nearnessIsToldByTheDiff() {
    var diff =
        UnifiedDiff.parse(
            """
            diff --git a/A.java b/A.java
            index 1..2 100644
            --- a/A.java
            +++ b/A.java
            @@ -1,2 +1,3 @@
             class A {
            +  void f() {
                 call(null);
            """);
    var marks = new Marks(diff, Map.of("A.java", TEXT));
    var marked = marks.on(List.of(finding("r", 2), finding("r", 3), finding("r", 6)));

    assertThat(marked)
        .extracting(finding -> finding.mark().orElseThrow().nearness())
        .containsExactly(Nearness.CHANGED_LINE, Nearness.HUNK, Nearness.FILE);
  }
}
