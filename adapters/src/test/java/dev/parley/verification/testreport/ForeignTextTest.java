package dev.parley.verification.testreport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.process.PlainOutput;
import dev.parley.verification.coverage.ChangeCoverage;
import dev.parley.verification.xml.XmlScanner;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers of foreign text survive whatever it is: each seed mangles all recordings. */
class ForeignTextTest {

  private static final List<String> FILES =
      List.of(
          "node-tap.txt",
          "node-spec.txt",
          "pytest.txt",
          "pytest-verbose.txt",
          "unittest-verbose.txt",
          "cargo.txt",
          "maven.txt",
          "gradle.txt",
          "go-verbose.txt",
          "go-json.txt",
          "jest-verbose.txt",
          "jest-json.txt",
          "vitest.txt",
          "surefire.xml",
          "pytest-junit.xml",
          "eslint.txt",
          "tsc.txt");

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void nothingThatIsPrintedOrWrittenThrows(long seed) {
    var random = new Random(seed);
    var json = new JacksonJsonCodec();
    for (var file : FILES) {
      String text = mangled(TestOutputTest.recorded(file), random);
      var results = TestOutput.printed(PlainOutput.of(text), json);
      var written = TestOutput.written(List.of(text));
      var reports = List.of(new ChangeCoverage.Report("a.xml", text), report(text));

      assertThat(results.all()).allMatch(result -> !result.name().isEmpty());
      assertThat(written.all()).allMatch(result -> result.message().length() <= 2_000);
      assertThat(Diagnostics.in(text, true))
          .allSatisfy((id, words) -> assertThat(id).contains(words));
      assertThat(ChangeCoverage.of(mangled(DIFF, random), reports).stream())
          .allSatisfy(coverage ->
              assertThat(coverage.covered()).isLessThanOrEqualTo(coverage.executable()));
    }
  }

  private static final String DIFF =
      "diff --git a/a.js b/a.js\n--- a/a.js\n+++ b/a.js\n@@ -1,2 +1,3 @@\n a\n+b\n c\n";

  private static ChangeCoverage.Report report(String text) {
    return new ChangeCoverage.Report("lcov.info", "SF:a.js\nDA:2,1\n" + text);
  }

  /** Cuts, doubles, replaces and shuffles pieces. */
  private static String mangled(String text, Random random) {
    var mangled = new StringBuilder(text);
    String marks = "<>&\"'[]{}()#\n\r\u001b\u0000:;.\\ 0é✔●";
    for (int i = 0; i < 30 && !mangled.isEmpty(); i++) {
      int at = random.nextInt(mangled.length());
      int end = Math.min(mangled.length(), at + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> mangled.delete(at, end);
        case 1 -> mangled.insert(at, mangled.substring(at, end));
        case 2 -> mangled.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
        default -> mangled.insert(at, marks.charAt(random.nextInt(marks.length())));
      }
    }
    return mangled.toString();
  }

  @Test
  void moreTestsThanAreKeptAreSaidToBeIncomplete() {
    var text = new StringBuilder("TAP version 13\n");
    for (int i = 0; i <= TestResults.MAX_RESULTS; i++) {
      text.append("ok ").append(i).append(" - test ").append(i).append('\n');
    }

    var results = TestOutput.printed(text.toString(), new JacksonJsonCodec());

    assertThat(results.all()).hasSize(TestResults.MAX_RESULTS);
    assertThat(results.complete()).isFalse();
  }

  @Test
  void anEntityNeitherGrowsNorNamesAFile() {
    String bomb =
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>"
            + "<testsuite name='s'><testcase classname='c' name='&a;&f;&#65;'/></testsuite>";

    assertThat(TestOutput.written(List.of(bomb)).ended(TestOutcome.PASSED))
        .containsExactly("c > &a;&f;A");
  }

  @Test
  void textInPiecesAndElementsWithoutEndAreRead() {
    var heard = new StringBuilder();
    XmlScanner.scan(
        "<a x='1' y=\"2>\"><b/><![CDATA[<c>]]>&lt;d<!-- <e> --></a><f",
        new XmlScanner.Handler() {
          @Override
          public void start(String name, Map<String, String> attributes) {
            heard.append('(').append(name).append(new java.util.TreeMap<>(attributes));
          }

          @Override
          public void end(String name) {
            heard.append(name).append(')');
          }

          @Override
          public void text(String text) {
            heard.append(text);
          }
        });

    assertThat(heard).hasToString("(a{x=1, y=2>}(b{}b)<c><da)(f{}");
  }
}
