package dev.parley.verification.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verification.coverage.ChangeCoverage.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeCoverageTest {

  /** Adds lines 2 and 3 of four, and rewrites line 10. */
  private static String diff(String path) {
    return """
    diff --git a/%1$s b/%1$s
    --- a/%1$s
    +++ b/%1$s
    @@ -1,2 +1,4 @@
     one
    +two
    +three
     four
    @@ -8 +10 @@ context
    -old
    +new
    \\ No newline at end of file
    """
        .formatted(path);
  }

  private static Optional<ChangeCoverage> of(String path, String report, String text) {
    return ChangeCoverage.of(diff(path), List.of(new Report(report, text)));
  }

  @Test
  void countsOnlyLinesThatWereChangedAndCanBeRun() {
    String lcov = "TN:\nSF:src/a.js\nDA:1,5\nDA:2,1\nDA:3,0\nDA:4,0\nend_of_record\n";

    assertThat(of("src/a.js", "coverage/lcov.info", lcov)).contains(new ChangeCoverage(2, 1));
  }

  @Test
  void readsJacoco() {
    String jacoco =
        """
        <?xml version="1.0"?><!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
        <report name="x"><package name="dev/x"><class name="dev/x/Sum" sourcefilename="Sum.java"/>
        <sourcefile name="Sum.java"><line nr="2" mi="0" ci="3" mb="0" cb="0"/>
        <line nr="3" mi="2" ci="0" mb="0" cb="0"/><line nr="10" mi="1" ci="4" mb="0" cb="0"/>
        </sourcefile></package></report>
        """;

    assertThat(
            of("core/src/main/java/dev/x/Sum.java", "core/target/site/jacoco/jacoco.xml", jacoco))
        .contains(new ChangeCoverage(3, 2));
    assertThat(
            of("core/src/main/java/dev/y/Sum.java", "core/target/site/jacoco/jacoco.xml", jacoco))
        .isEmpty();
  }

  @Test
  void readsCobertura() {
    String cobertura =
        """
        <coverage><packages><package name="."><classes><class name="split.py" filename="split.py">
        <methods><method><lines><line number="3" hits="9"/></lines></method></methods>
        <lines><line number="2" hits="1"/><line number="3" hits="0"/></lines></class></classes>
        </package></packages></coverage>
        """;

    assertThat(of("teatime/split.py", "coverage.xml", cobertura))
        .contains(new ChangeCoverage(2, 1));
  }

  @Test
  void readsGosProfileAndTakesTheShortestNameThatFits() {
    String profile =
        """
        mode: set
        example.com/teatime/main.go:2.14,3.2 1 0
        example.com/teatime/main.go:10.1,10.5 1 7
        example.com/teatime/cmd/main.go:2.1,10.2 3 1
        """;

    assertThat(of("main.go", "coverage.out", profile)).contains(new ChangeCoverage(3, 1));
  }

  @Test
  void aLineIsCoveredIfOneReportSaysSo() {
    var one = new Report("a/lcov.info", "SF:src/a.js\nDA:2,0\nend_of_record\n");
    var other = new Report("b/lcov.info", "SF:./src/a.js\nDA:2,3\nend_of_record\n");

    assertThat(ChangeCoverage.of(diff("src/a.js"), List.of(one, other)))
        .contains(new ChangeCoverage(1, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SF:\nDA:",
        "DA:2,1",
        "SF:src/a.js\nDA:x,1\nDA:99999999999,1\nDA:2",
        "mode:\n:1.1,2"
      })
  void whatIsNoReportTellsNothing(String text) {
    assertThat(of("src/a.js", "lcov.info", text)).isEmpty();
  }

  @Test
  void onlyAllIsAHundredPerCent() {
    assertThat(new ChangeCoverage(1_000, 999).percent()).isEqualTo(99);
    assertThat(new ChangeCoverage(1_000, 1_000).percent()).isEqualTo(100);
  }
}
