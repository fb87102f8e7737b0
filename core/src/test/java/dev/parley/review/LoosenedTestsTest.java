package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoosenedTestsTest {

  private static List<Finding> analysed(String path, String... lines) {
    String diff =
        """
        diff --git a/%1$s b/%1$s
        index 1..2 100644
        --- a/%1$s
        +++ b/%1$s
        @@ -10,%2$d +10,%3$d @@
        %4$s
        """
            .formatted(path, count('-', lines), count('+', lines), String.join("\n", lines));
    return new RuleAnalyser()
        .analyse(
            new Analyser.Subject(
                UnifiedDiff.parse(diff), Map.of(), Optional.empty(), Optional.empty()));
  }

  private static long count(char kind, String... lines) {
    return List.of(lines).stream()
        .filter(line -> line.charAt(0) == kind || line.charAt(0) == ' ')
        .count();
  }

  @Test
  void anAssertionThatIsGoneIsFoundWhereItStood() {
    var findings =
        analysed(
            "src/test/java/ATest.java",
            "   var total = sum(cart);",
            "-  assertThat(total).isEqualTo(12);",
            "   close();");

    assertThat(findings)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("loosened-assertion");
          assertThat(finding.line()).isEqualTo(10);
          assertThat(finding.blocks()).isTrue();
        });
  }

  @Test
  void anAssertionThatIsOnlyMadeAtTimesIsFound() {
    assertThat(
            analysed(
                "src/test/java/ATest.java",
                "-  assertThat(total).isEqualTo(12);",
                "+  if (total > 0) {",
                "+    assertThat(total).isEqualTo(12);",
                "+  }"))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(org.assertj.core.api.Assertions.tuple("loosened-assertion", 11));
    assertThat(
            analysed(
                "src/test/java/ATest.java",
                "-  assertThat(total).isEqualTo(12);",
                "+  for (var total : totals) {",
                "+    assertThat(total).isEqualTo(12);",
                "+  }"))
        .isEmpty();
  }

  @Test
  void anAssertionThatIsReplacedIsNone() {
    assertThat(
            analysed(
                "src/test/java/ATest.java",
                "-  assertThat(total).isEqualTo(12);",
                "+  assertThat(total).isEqualTo(13);"))
        .isEmpty();
  }

  @Test
  void anAssertionThatMovedIsNone() {
    assertThat(
            analysed(
                "a.test.ts", "-  expect(x).toBe(1);", "   const y = 2;", "+  expect(x).toBe(1);"))
        .isEmpty();
  }

  @Test
  void aWholeTestThatIsGoneIsSaidOnce() {
    assertThat(analysed("a.test.ts", "-it('adds', () => {", "-  expect(x).toBe(1);", "-});"))
        .extracting(Finding::rule)
        .containsExactly("removed-test");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pyproject.toml | fail_under = 80 | fail_under = 60",
        "package.json | \"branches\": 90, | \"branches\": 50,",
        "pom.xml | <minimum>0.80</minimum> | <minimum>0.10</minimum>",
        "tox.ini | pytest --cov-fail-under=85 | pytest --cov-fail-under=0",
      })
  void aLowerThresholdIsFound(String path, String before, String after) {
    assertThat(analysed(path, "-" + before, "+" + after))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(org.assertj.core.api.Assertions.tuple("lowered-threshold", 10));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pyproject.toml | fail_under = 60 | fail_under = 80",
        "src/fit.py | threshold = 80 | threshold = 60",
        "package.json | \"version\": \"2.0.0\" | \"version\": \"1.0.0\"",
      })
  void aHigherThresholdOrAnotherNumberIsNot(String path, String before, String after) {
    assertThat(analysed(path, "-" + before, "+" + after)).isEmpty();
  }
}
