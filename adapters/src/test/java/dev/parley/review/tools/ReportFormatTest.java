package dev.parley.review.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.requirements.Mutations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers on reports that the real tools wrote, whole and mutilated. */
final class ReportFormatTest {

  private static final JacksonJsonCodec JSON = new JacksonJsonCodec();

  private static final List<String> REPORTS =
      List.of(
          "SARIF ast-grep.sarif",
          "SARIF oxlint.sarif",
          "OXLINT oxlint.json",
          "BIOME biome.json",
          "RUFF ruff.json",
          "TSC tsc.txt",
          "CLIPPY clippy.json",
          "CLIPPY clippy-broken.json",
          "GO_VET go-vet.txt",
          "GO_VET go-vet-broken.txt",
          "SECRETLINT secretlint.json",
          "SPOTBUGS spotbugs.xml");

  static String recorded(String name) {
    try (var in = ReportFormatTest.class.getResourceAsStream("/toolreports/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ToolReport read(String format, String text) throws UnreadableReportException {
    return ReportFormat.valueOf(format).read(text, JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SARIF | ast-grep.sarif | code-injection-php-eval page.php:3",
        "SARIF | oxlint.sarif | eslint(no-unassigned-vars) test.ts:1",
        "OXLINT | oxlint.json | typescript(TS18048) test.ts:1",
        "OXLINT | oxlint.json | eslint(no-eval) eval.ts:2",
        "BIOME | biome.json | lint/security/noGlobalEval eval.ts:2",
        "RUFF | ruff.json | F821 a.py:3",
        "TSC | tsc.txt | TS18048 test.ts:1",
        "CLIPPY | clippy.json | clippy::absurd_extreme_comparisons src/lib.rs:3",
        "CLIPPY | clippy-broken.json | E0308 src/lib.rs:2",
        "GO_VET | go-vet.txt | printf /scratch/go/a.go:6",
        "GO_VET | go-vet-broken.txt | compile ./a.go:3",
        "SECRETLINT | secretlint.json | @secretlint/secretlint-rule-github /scratch/sl/k.txt:2",
        "SPOTBUGS | spotbugs.xml | NP_ALWAYS_NULL demo/Sink.java:9",
        "SPOTBUGS | spotbugs.xml | COMMAND_INJECTION demo/Sink.java:15",
      })
  void readsWhatTheToolsReallyWrite(String format, String file, String expected)
      throws UnreadableReportException {
    assertThat(read(format, recorded(file)).results())
        .extracting(result -> result.rule() + " " + result.file() + ":" + result.line())
        .contains(expected);
  }

  @Test
  void countsFilesWhereTheToolSaysHowMany() throws UnreadableReportException {
    assertThat(read("OXLINT", recorded("oxlint.json")).scanned()).hasValue(2);
    assertThat(read("BIOME", recorded("biome.json")).scanned()).hasValue(2);
    assertThat(read("RUFF", recorded("ruff.json")).scanned()).hasValue(1);
    assertThat(read("SECRETLINT", recorded("secretlint.json")).scanned()).hasValue(1);
    assertThat(read("SPOTBUGS", recorded("spotbugs.xml")).scanned()).hasValue(1);
    assertThat(read("TSC", recorded("tsc.txt")).scanned()).isEmpty();
  }

  @Test
  void knowsTheWeaknessAndTheMethodOfABug() throws UnreadableReportException {
    assertThat(read("SPOTBUGS", recorded("spotbugs.xml")).results())
        .filteredOn(result -> result.rule().equals("COMMAND_INJECTION"))
        .singleElement()
        .satisfies(result -> {
          assertThat(result.cwes()).containsExactly(78);
          assertThat(result.symbol()).isEqualTo("run");
          assertThat(result.message()).contains("exec");
        });
  }

  @Test
  void anEmptyReportIsReadableOnlyIfItSaysThatItIsEmpty() throws UnreadableReportException {
    assertThat(read("TSC", "").results()).isEmpty();
    assertThat(read("SECRETLINT", "[]").scanned()).hasValue(0);
    for (var format : List.of("SARIF", "OXLINT", "BIOME", "RUFF", "CLIPPY", "SECRETLINT")) {
      assertThatThrownBy(() -> read(format, "")).isInstanceOf(UnreadableReportException.class);
      assertThatThrownBy(() -> read(format, "{}")).isInstanceOf(UnreadableReportException.class);
    }
    assertThatThrownBy(() -> read("SPOTBUGS", "")).isInstanceOf(UnreadableReportException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TSC | error TS5112: Option is not known.",
        "TSC | thread 'main' panicked at src/main.rs",
        "GO_VET | panic: runtime error",
        "GO_VET | { \"demo\": { \"printf\": { \"error\": \"failed\" } } }",
        "CLIPPY | {\"reason\":\"compiler-artifact\"}",
        "SARIF | {\"version\":\"2.1.0\"}",
        "SARIF | {\"version\":\"1.0.0\",\"runs\":[]}",
        "SARIF | {\"version\":\"2.1.0\",\"runs\":[{\"results\":[]}]}",
      })
  void whatIsNoReportIsNeverAnEmptyOne(String format, String text) {
    assertThatThrownBy(() -> read(format, text)).isInstanceOf(UnreadableReportException.class);
  }

  private static String sarif(String run) {
    return """
    {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "rules": [
      {"id": "r0"},
      {"id": "r1", "properties": {"tags": ["external/cwe/cwe-079"]}},
      {"id": "r2", "relationships": [{"target": {"id": "89", "toolComponent": {"name": "CWE"}}}]}
    ]}}, %s}]}
    """
        .formatted(run);
  }

  @Test
  void takesARuleByNameByPlaceOrByReference() throws UnreadableReportException {
    var report =
        read(
            "SARIF",
            sarif(
                """
                "results": [
                  {"ruleIndex": 1, "message": {"text": "a"}},
                  {"rule": {"index": 2}, "message": {"text": "b"}},
                  {"ruleId": "r1/variant", "message": {"text": "c"}},
                  {"ruleId": "other", "taxa": [{"id": "22", "toolComponent": {"name": "CWE"}}],
                   "message": {"text": "d"}}]
                """));

    assertThat(report.results())
        .extracting(result -> result.rule() + " " + result.cwes())
        .containsExactly("r1 [79]", "r2 [89]", "r1/variant [79]", "other [22]");
  }

  @Test
  void findsAFileByItsPlaceAmongTheArtifacts() throws UnreadableReportException {
    var report =
        read(
            "SARIF",
            sarif(
                """
                "artifacts": [{"location": {"uri": "a%20b.c"}}],
                "results": [{"ruleId": "r0", "message": {"text": "a"}, "locations": [
                  {"physicalLocation": {"artifactLocation": {"index": 0},
                   "region": {"startLine": 7}},
                   "logicalLocations": [{"fullyQualifiedName": "ns.f"}]}]}]
                """));

    assertThat(report.results())
        .containsExactly(new Reported("r0", "a b.c", 7, "a", java.util.Set.of(), "ns.f"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"invocations\": [{\"executionSuccessful\": false}], \"results\": []'",
        "'\"invocations\": [{\"executionSuccessful\": true, \"toolConfigurationNotifications\":"
            + " [{\"level\": \"error\"}]}], \"results\": []'",
        "'\"results\": [{\"message\": {\"text\": \"no rule\"}}]'",
        "'\"results\": [{\"ruleIndex\": 9, \"message\": {\"text\": \"no such rule\"}}]'",
      })
  void aRunThatSaysItFailedOrNamesNoRuleIsNoReport(String run) {
    assertThatThrownBy(() -> read("SARIF", sarif(run)))
        .isInstanceOf(UnreadableReportException.class);
  }

  @Test
  void whatAReportCallsPassedIsNoFaultAndWhatItCallsSuppressedIs()
      throws UnreadableReportException {
    var report =
        read(
            "SARIF",
            sarif(
                """
                "results": [
                  {"ruleId": "r0", "kind": "pass", "message": {"text": "a"}},
                  {"ruleId": "r1", "suppressions": [{"kind": "inSource"}], "message": {"text": "b"}}]
                """));

    assertThat(report.results()).extracting(Reported::rule).containsExactly("r1");
  }

  static Stream<Arguments> mutilated() {
    return REPORTS.stream()
        .flatMap(report -> LongStream.range(0, 150).mapToObj(seed -> Arguments.of(report, seed)));
  }

  @ParameterizedTest(name = "{0} -Dseed={1}")
  @MethodSource("mutilated")
  void aMutilatedReportIsReadOrRefusedAndNothingElse(String report, long seed) {
    var random = new Random(seed);
    String text = recorded(report.split(" ", -1)[1]);
    String mutilated =
        seed % 3 == 0
            ? text.substring(0, random.nextInt(text.length()))
            : Mutations.of(text, random);
    try {
      assertThat(read(report.split(" ", -1)[0], mutilated).results())
          .allSatisfy(result -> assertThat(result.line()).isNotNegative());
    } catch (UnreadableReportException e) {
      assertThat(e).hasMessageNotContaining("ghp_");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cut")
  void aReportThatEndsEarlyIsNotAShorterOne(String report) {
    String text = recorded(report.split(" ", -1)[1]).stripTrailing();
    for (int length = 1; length < text.length(); length += 1 + text.length() / 200) {
      String part = text.substring(0, length);
      assertThatThrownBy(() -> read(report.split(" ", -1)[0], part))
          .as("%d of %d characters", length, text.length())
          .isInstanceOf(UnreadableReportException.class);
    }
  }

  /**
   * The text of compilers has no end that could be missing: there the exit code and limits tell.
   */
  static Stream<String> cut() {
    return REPORTS.stream()
        .filter(report -> !report.startsWith("TSC") && !report.startsWith("GO_VET"));
  }
}
