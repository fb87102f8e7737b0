package dev.parley.adapters.javac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.ProcessRunner;
import dev.parley.review.Analyser;
import dev.parley.review.AnalysisCache;
import dev.parley.review.FileChange;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.review.UnifiedDiff;
import dev.parley.testkit.InMemoryAnalysisCache;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaAnalyserTest {

  private static final String BAD = "  boolean same(byte[] a, byte[] b) { return a.equals(b); }\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  @SuppressWarnings(\"ArrayEquals\")\n",
        "  @SuppressWarnings({\"all\", \"ArrayEquals\"}) // NOPMD NOSONAR\n",
        "  @java.lang.SuppressWarnings(value = \"ArrayEquals\")\n",
        "  // noinspection ArrayEquals\n"
      })
  void aDefectBlocksWhateverIsSaidAboveIt(String above) {
    assertThat(JavaChecks.added("src/Example.java", JavaChecks.example("a", above + BAD)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("errorprone/ArrayEquals");
          assertThat(finding.severity()).isEqualTo(Severity.HIGH);
          assertThat(finding.quote()).isEqualTo(BAD.strip());
          assertThat(finding.blocks()).isTrue();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
          @SuppressWarnings("PMD")
          boolean b(String s) { return s == null && s.isEmpty(); }
        """,
        "  boolean b(String s) { return s == null && s.isEmpty(); } // NOPMD\n"
      })
  void pmdIsNotSilencedEither(String members) {
    assertThat(JavaChecks.added("src/Example.java", JavaChecks.example("a", members)))
        .extracting(Finding::rule)
        .containsExactly("pmd/BrokenNullCheck");
  }

  @Test
  void whatTheFileHadBeforeIsNotHeldAgainstTheChange() {
    String old = JavaChecks.example("a", BAD);

    assertThat(JavaChecks.changed("src/Example.java", old, 3, "  int size;")).isEmpty();
    assertThat(
            JavaChecks.changed(
                "src/Example.java",
                old,
                3,
                BAD.replace("same", "alike").replace("equals", "equals ")))
        .filteredOn(Finding::blocks)
        .singleElement()
        .extracting(Finding::line)
        .isEqualTo(4);
  }

  @Test
  void theSameDefectOnceMoreIsNew() {
    String line = "    a.equals(b);\n";
    String old = JavaChecks.example("a", "  void f(byte[] a, byte[] b) {\n" + line + "  }\n");

    assertThat(JavaChecks.changed("src/Example.java", old, 5, line))
        .extracting(Finding::rule)
        .contains("errorprone/ArrayEquals")
        .doesNotHaveDuplicates();
  }

  @Test
  void typesThatNobodyKnowsRaiseNoAlarmAndHideNone() {
    String code =
        """
        package a;
        import org.elsewhere.*;
        @Service
        class Example extends Unknown<String> implements Missing {
          private Gone gone;
          Answer ask(Question question) {
            if (gone.twin(1).other.equals(question) || gone == question) {
              return gone.find(question).map(Answer::of).orElseThrow(() -> new Failure(question));
            }
            return switch (question) {
              case Question.Simple(var text) -> new Answer(text);
              default -> null;
            };
          }
          String clean(String text) {
            text.trim();
            return gone.clean(text);
          }
        }
        """;

    assertThat(JavaChecks.added("src/Example.java", code))
        .extracting(Finding::rule, Finding::line)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("errorprone/ReturnValueIgnored", 16));
  }

  @Test
  void typesOfOtherChangedFilesAreKnown() {
    String names = "package a;\nclass Names {\n  java.util.Set<Long> ids;\n}\n";
    String use =
        """
        package a;
        class Use {
          boolean has(Names n, int id) { return n.ids.contains(id); }
        }
        """;

    assertThat(JavaChecks.added(Map.of("src/Names.java", names, "src/Use.java", use)))
        .extracting(Finding::rule)
        .containsExactly("errorprone/CollectionIncompatibleType");
  }

  @Test
  void aClassThatIsThereTwiceIsLookedAtTwice() {
    String code = JavaChecks.example("a", BAD);

    assertThat(JavaChecks.added(Map.of("one/Example.java", code, "two/Example.java", code)))
        .extracting(Finding::file)
        .containsExactlyInAnyOrder("one/Example.java", "two/Example.java");
  }

  @Test
  void testsAreForgivenWhatTheyDoOnPurpose() {
    assertThat(JavaChecks.added("src/test/java/ExampleTest.java", JavaChecks.example("a", BAD)))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.LOW);
  }

  @Test
  void whatIsNoJavaIsSaid() {
    assertThat(JavaChecks.added("src/Example.java", "package a;\nclass Example {\n  int (;\n}\n"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("syntax-error");
          assertThat(finding.line()).isEqualTo(3);
          assertThat(finding.blocks()).isTrue();
        });
    assertThat(JavaChecks.added("src/main/resources/A.java", "package ${p};\n"))
        .singleElement()
        .extracting(Finding::blocks)
        .isEqualTo(false);
    assertThat(JavaChecks.added("src/Old.java", "class Old { int _ = 1; }"))
        .singleElement()
        .extracting(Finding::rule, Finding::blocks)
        .containsExactly("not-analysed", false);
  }

  @Test
  void whatIsTooDeepIsLeftOutAndSaid() {
    String deep = "class A { int x = " + "(".repeat(9_000) + "1" + ")".repeat(9_000) + "; }";

    assertThat(JavaChecks.added("src/A.java", deep))
        .singleElement()
        .extracting(Finding::rule)
        .isEqualTo("not-analysed");
  }

  @Test
  void aLongChainIsReadToItsEnd() {
    String chain = "  String all = \"\"" + " + \"a\"".repeat(3_000) + ";\n" + BAD;

    assertThat(JavaChecks.added("src/Example.java", JavaChecks.example("a", chain)))
        .extracting(Finding::rule)
        .containsExactly("errorprone/ArrayEquals");
  }

  @Test
  void otherFilesStartNothing() {
    var analyser = new JavaAnalyser(JavaAnalyserTest::neverRun, JavaChecks.JVM, AnalysisCache.NONE);

    assertThat(analyser.analyse(subject(Map.of("notes.md", "a", "a.py", "b")))).isEmpty();
  }

  @Test
  void aProgramThatDoesNotStartBlocks() {
    var nowhere =
        new ChildJvm(
            Path.of(System.getProperty("java.home")), "/nonexistent.jar", Optional.empty());

    assertBlocked(new JavaAnalyser(new OsProcessRunner(), nowhere, AnalysisCache.NONE));
  }

  @Test
  void aProgramThatIsCutOffBlocks() {
    assertBlocked(
        changed(done -> new Completed(0, done.stdout().split("done", -1)[0], "", false, false, 1)));
    assertBlocked(changed(done -> new Completed(0, done.stdout() + "huh\n", "", false, false, 1)));
    assertBlocked(changed(done -> new Completed(137, done.stdout(), "", false, false, 1)));
    assertBlocked(changed(done -> new Completed(0, "", "", true, false, 120_000)));
  }

  @Test
  void theSameChangeIsNotReadTwice() {
    var cache = new InMemoryAnalysisCache();
    var files = Map.of("src/Example.java", JavaChecks.example("a", BAD));
    var first =
        new JavaAnalyser(new OsProcessRunner(), JavaChecks.JVM, cache).analyse(subject(files));
    var again =
        new JavaAnalyser(JavaAnalyserTest::neverRun, JavaChecks.JVM, cache).analyse(subject(files));

    assertThat(again).isEqualTo(first).isNotEmpty();
  }

  @Test
  void whatFailedIsTriedAgain() {
    var cache = new InMemoryAnalysisCache();
    var files = Map.of("src/Example.java", JavaChecks.example("a", BAD));
    ProcessRunner fails =
        command -> {
          var done = new OsProcessRunner().run(command);
          return new Completed(137, done.stdout(), "", false, false, 1);
        };
    var first = new JavaAnalyser(fails, JavaChecks.JVM, cache).analyse(subject(files));
    var again =
        new JavaAnalyser(new OsProcessRunner(), JavaChecks.JVM, cache).analyse(subject(files));

    assertThat(first).extracting(Finding::rule).containsExactly("java-checks-failed");
    assertThat(again).extracting(Finding::rule).containsExactly("errorprone/ArrayEquals");
  }

  /** The real program, whose end is then told differently. */
  private static JavaAnalyser changed(UnaryOperator<Completed> end) {
    ProcessRunner processes = command -> end.apply(new OsProcessRunner().run(command));
    return new JavaAnalyser(processes, JavaChecks.JVM, AnalysisCache.NONE);
  }

  private static void assertBlocked(JavaAnalyser analyser) {
    String code = JavaChecks.example("a", "");
    assertThat(analyser.analyse(subject(Map.of("src/Example.java", code))))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("java-checks-failed");
          assertThat(finding.blocks()).isTrue();
        });
  }

  @Test
  void itSeesNothingOfTheEnvironment() {
    Command command = JavaChecks.JVM.command("", Duration.ofSeconds(1));

    assertThat(command.environment()).isEmpty();
    assertThat(command.folder()).isEqualTo(JavaChecks.JVM.home());
  }

  private static Completed neverRun(Command command) {
    throw new AssertionError(command);
  }

  private static Analyser.Subject subject(Map<String, String> files) {
    var changes =
        files.keySet().stream()
            .map(path ->
                new FileChange(FileChange.Kind.ADDED, path, path, "", "100644", false, List.of()))
            .toList();
    return new Analyser.Subject(
        new UnifiedDiff(changes), files, Optional.empty(), Optional.empty());
  }
}
