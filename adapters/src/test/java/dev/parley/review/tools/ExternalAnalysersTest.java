package dev.parley.review.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.review.Analyser.Report;
import dev.parley.review.Analyser.Subject;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.review.UnifiedDiff;
import dev.parley.review.tools.AnalyserTool.Bounds;
import dev.parley.review.tools.AnalyserTool.Reads;
import dev.parley.review.tools.AnalyserTool.Scope;
import dev.parley.testkit.ScriptedToolRunner;
import dev.parley.testkit.ScriptedToolRunner.Behaviour.Fails;
import dev.parley.testkit.ScriptedToolRunner.Behaviour.ReadsNothing;
import dev.parley.testkit.ScriptedToolRunner.Behaviour.Reports;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExternalAnalysersTest {

  private final ScriptedToolRunner runner = new ScriptedToolRunner();

  private static AnalyserTool tool(String name, boolean optional) {
    return new AnalyserTool(
        name,
        "1.0",
        new Reads(Scope.FLAT, Set.of("ts", "py"), Optional.empty(), Optional.empty()),
        List.of(),
        Bounds.STANDARD,
        optional,
        Severity.LOW);
  }

  private Report examine(Subject subject, String... tools) {
    var all = Arrays.stream(tools).map(name -> tool(name, false)).toList();
    return new ExternalAnalysers(all, runner).examine(subject);
  }

  private static Subject added(String path, String line) {
    String diff =
        """
        diff --git a/%1$s b/%1$s
        new file mode 100644
        --- /dev/null
        +++ b/%1$s
        @@ -0,0 +1 @@
        +%2$s
        """
            .formatted(path, line);
    return new Subject(
        UnifiedDiff.parse(diff), Map.of(path, line + "\n"), Optional.empty(), Optional.empty());
  }

  private static Subject moved() {
    String diff =
        """
        diff --git a/old.ts b/new.ts
        similarity index 50%
        rename from old.ts
        rename to new.ts
        --- a/old.ts
        +++ b/new.ts
        @@ -1,2 +1,4 @@
        +// above
         eval(a)
        -b
        +  eval( a )
        +eval(c)
        """;
    String text = "// above\neval(a)\n  eval( a )\neval(c)\n";
    return new Subject(
        UnifiedDiff.parse(diff), Map.of("new.ts", text), Optional.empty(), Optional.empty());
  }

  @Test
  void reportsWhatIsNewInOurOwnTerms() {
    runner.tell("oxlint", new Reports("eslint(no-eval)", "eval"));

    assertThat(examine(added("a.ts", "eval(x)"), "oxlint").findings())
        .containsExactly(
            Finding.byAnalyser(
                "code-injection",
                Severity.MEDIUM,
                "security",
                "found eval (oxlint: eslint(no-eval))",
                new Finding.Place("a.ts", 1, "eval(x)")));
  }

  @Test
  void countsEachResultOfTheBaseOnceAfterARename() {
    runner.tell("oxlint", new Reports("eslint(no-eval)", "eval"));

    assertThat(examine(moved(), "oxlint").findings())
        .extracting(Finding::line)
        .containsExactly(3, 4);
  }

  @Test
  void whatATableDoesNotNameIsStyle() {
    runner.tell("oxlint", new Reports("unicorn(something)", "x"));

    assertThat(examine(added("a.ts", "x"), "oxlint").findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(Severity.LOW);
          assertThat(finding.category()).isEqualTo("style");
          assertThat(finding.blocks()).isFalse();
        });
  }

  @Test
  void whatTellsOfTheScratchCopyIsNotReported() {
    runner.tell("tsc", new Reports("TS2307", "import"));

    assertThat(examine(added("a.ts", "import x"), "tsc").findings()).isEmpty();
  }

  @Test
  void aMissingToolIsANoteAndNoFinding() {
    var report = examine(added("a.ts", "x"), "oxlint", "biome");

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes()).containsExactly("Not run: oxlint, biome (it is not installed).");
  }

  @Test
  void aToolThatFailsKeepsAChangeFromBeingApproved() {
    runner.tell("oxlint", new Fails("it ended with exit code 139"));

    assertThat(examine(added("a.ts", "x"), "oxlint").findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("analyser-error");
          assertThat(finding.file()).isEqualTo("a.ts");
          assertThat(finding.blocks()).isTrue();
          assertThat(finding.description()).contains("oxlint", "exit code 139");
        });
  }

  @Test
  void anOptionalToolThatFailsIsANote() {
    runner.tell("oxlint", new Fails("it ended with exit code 139"));
    var optional = new ExternalAnalysers(List.of(tool("oxlint", true)), runner);

    var report = optional.examine(added("a.ts", "x"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes()).containsExactly("oxlint failed: it ended with exit code 139.");
  }

  @Test
  void aToolThatReadNoneOfItsFilesHasFailed() {
    runner.tell("oxlint", new ReadsNothing());

    assertThat(examine(added("a.ts", "x"), "oxlint").findings())
        .extracting(Finding::rule)
        .containsExactly("analyser-error");
  }

  @Test
  void aToolThatHasNothingToReadIsNotAsked() {
    runner.tell("oxlint", new Fails("it was asked"));

    assertThat(examine(added("a.rs", "x"), "oxlint").findings()).isEmpty();
  }

  @Test
  void oneFailureDoesNotHideWhatAnotherFound() {
    runner.tell("oxlint", new Reports("eslint(no-eval)", "eval"));
    runner.tell("tsc", new Fails("it did not end within 60 s"));

    assertThat(examine(added("a.ts", "eval(x)"), "oxlint", "tsc").findings())
        .extracting(Finding::rule)
        .containsExactly("analyser-error", "code-injection");
  }

  @Test
  void severalToolsThatSeeOneFaultMakeOneFinding() {
    runner.tell("oxlint", new Reports("typescript(TS18048)", "x"));
    runner.tell("tsc", new Reports("TS18048", "x"));

    assertThat(examine(added("a.ts", "x"), "oxlint", "tsc").findings()).hasSize(1);
  }

  @Test
  void inTestsWhatIsOnlyDangerousInProductionIsStyle() {
    runner.tell("ruff", new Reports("S311", "random"));

    assertThat(examine(added("tests/test_a.py", "random()"), "ruff").findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.LOW);
    assertThat(examine(added("src/a.py", "random()"), "ruff").findings())
        .extracting(Finding::severity)
        .containsExactly(Severity.MEDIUM);
  }

  @Test
  void aSecretIsNotShownAgain() {
    runner.tell("secretlint", new Reports("@secretlint/x", "hunter2"));

    var report = examine(added("a.ts", "const password = 'hunter2'"), "secretlint");

    assertThat(report.findings()).singleElement().extracting(Finding::blocks).isEqualTo(true);
    assertThat(report.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tsc | TS2345 | Argument of type 'string' | type-error HIGH",
        "tsc | TS2454 | used before being assigned | null-dereference HIGH",
        "tsc | TS1005 | ';' expected | syntax-error HIGH",
        "tsc | TS7006 | implicitly has an 'any' type | implicit-any LOW",
        "tsc | TS2304 | Cannot find name 'expect' | unverifiable-type LOW",
        "oxlint | eslint(use-isnan) | x | wrong-comparison MEDIUM",
        "oxlint | unicorn(no-new-array) | x | oxlint:unicorn(no-new-array) LOW",
        "ruff | S608 | x | sql-injection MEDIUM",
        "ruff | F401 | imported but unused | ruff:F401 LOW",
        "clippy | E0382 | use of moved value | type-error HIGH",
        "clippy | clippy::never_loop | x | endless-loop MEDIUM",
        "go-vet | printf | x | wrong-format MEDIUM",
        "spotbugs | SQL_INJECTION_JDBC | x | sql-injection MEDIUM",
        "spotbugs | NP_ALWAYS_NULL | x | null-dereference HIGH",
        "spotbugs | EI_EXPOSE_REP | x | spotbugs:EI_EXPOSE_REP LOW",
        "secretlint | anything | x | hard-coded-credentials HIGH",
      })
  void judgesInOurOwnTerms(String tool, String rule, String message, String expected) {
    var result = new Reported(rule, "a", 1, message, Set.of(), "");

    assertThat(CanonicalRules.standard().of(tool, result, Severity.LOW))
        .get()
        .extracting(canonical -> canonical.id() + " " + canonical.severity())
        .isEqualTo(expected);
  }

  @Test
  void anUnknownRuleIsJudgedByItsWeakness() {
    var rules = CanonicalRules.standard();

    assertThat(rules.of("own", new Reported("r", "a", 1, "", Set.of(79), ""), Severity.LOW))
        .contains(
            new CanonicalRules.Canonical("cross-site-scripting", Severity.MEDIUM, "security"));
    assertThat(rules.of("own", new Reported("r", "a", 1, "", Set.of(9999), ""), Severity.MEDIUM))
        .contains(new CanonicalRules.Canonical("own:r", Severity.MEDIUM, "correctness"));
  }

  @Test
  void aTableThatNamesNoClassIsRefused() {
    assertThatThrownBy(() -> new CanonicalRules("tool x\nnothing r\n"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new CanonicalRules("class a high security\na r\n"))
        .isInstanceOf(IllegalStateException.class);
  }
}
