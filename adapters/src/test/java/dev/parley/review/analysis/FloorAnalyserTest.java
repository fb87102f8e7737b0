package dev.parley.review.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.review.Analyser;
import dev.parley.review.AnalysisCache;
import dev.parley.review.DiffLine;
import dev.parley.review.FileChange;
import dev.parley.review.Finding;
import dev.parley.review.Hunk;
import dev.parley.review.Severity;
import dev.parley.review.UnifiedDiff;
import dev.parley.review.syntax.SyntaxReader;
import dev.parley.review.syntax.UnreadableSourceException;
import dev.parley.testkit.InMemoryAnalysisCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloorAnalyserTest {

  private static final FloorAnalyser ANALYSER =
      new FloorAnalyser(new TreeSitterReader(), AnalysisCache.NONE);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "let x; console.log(x.toString())",
        "// @ts-nocheck\n/* oxlint-disable */\nlet x; console.log(x.toString())",
        "let x;\n// @ts-ignore\n// oxlint-disable-next-line\nconsole.log(x.toString())",
        "let x; // eslint-disable-line\nif (x) {}\nconsole.log(x!.toString())"
      })
  void aUseOfUndefinedBlocksWhateverCommentsSay(String text) {
    assertThat(added("test.ts", text))
        .filteredOn(Finding::blocks)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("null-dereference");
          assertThat(finding.severity()).isEqualTo(Severity.HIGH);
          assertThat(finding.quote()).contains("toString");
        });
  }

  @Test
  void whatTheFileHadBeforeIsNotHeldAgainstTheChange() {
    String old = "let x;\nconsole.log(x.toString());\n";

    assertThat(changed("a.ts", old, 0, "const one = 1;")).isEmpty();
    assertThat(changed("a.ts", old, 2, "let y; y.run();"))
        .singleElement()
        .extracting(Finding::line)
        .isEqualTo(3);
  }

  @Test
  void theSameDefectOnceMoreIsNew() {
    String old = "function f(a) {\n  if (a == null) {\n    a.run();\n  }\n}\n";

    assertThat(changed("a.ts", old, 1, "  if (a == null) {\n    a.run();\n  }")).hasSize(1);
  }

  @Test
  void algorithmsAreLookedUpInThePropertiesFilesOfTheChange() {
    String code =
        """
        class Hash {
          byte[] of(byte[] data) throws Exception {
            java.util.Properties settings = new java.util.Properties();
            settings.load(getClass().getResourceAsStream("/settings.properties"));
            return MessageDigest.getInstance(settings.getProperty("hash", "SHA-512")).digest(data);
          }
        }
        """;

    assertThat(found(Map.of("Hash.java", code, "settings.properties", "hash=MD5")))
        .extracting(Finding::rule)
        .containsExactly("weak-hash");
    assertThat(found(Map.of("Hash.java", code, "settings.properties", "hash=SHA-256"))).isEmpty();
  }

  @Test
  void credentialsAreReportedButNotShown() {
    assertThat(added("config.py", "DB_PASSWORD = \"hunter2-really\""))
        .singleElement()
        .satisfies(finding -> assertThat(finding.toString()).doesNotContain("hunter2"));
  }

  @Test
  void whatDependsOnTheCallerIsLessSevereThanWhatIsKnown() {
    assertThat(
            added(
                "a.py",
                """
                def f(cursor, name):
                    cursor.execute(f"select * from t where n='{name}'")
                """))
        .singleElement()
        .extracting(Finding::severity)
        .isEqualTo(Severity.MEDIUM);
  }

  @Test
  void aFileThatIsTooDeepToBeAnalysedBlocks() {
    assertThat(added("a.ts", "x = " + "[".repeat(5000) + "]".repeat(5000)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.rule()).isEqualTo("not-analysed");
          assertThat(finding.blocks()).isTrue();
        });
  }

  @Test
  void whatWasOnlyPossibleBeforeAndIsCertainNowIsNew() {
    var base = "def load(name):\n    return open('/data/' + name).read()\n";
    var route =
        """
        from flask import Flask, request
        app = Flask(__name__)
        @app.route('/f')
        def f():
            return load(request.args['n'])
        """;

    assertThat(changed("a.py", base, 2, route))
        .extracting(Finding::rule, Finding::severity)
        .contains(org.assertj.core.api.Assertions.tuple("path-traversal", Severity.HIGH));
  }

  @Test
  void aTextThatWasAnalysedBeforeIsNotReadAgain() {
    var cache = new InMemoryAnalysisCache();
    String text = "let x; console.log(x.toString())";
    var first = with(cache, new TreeSitterReader()).analyse(subject(Map.of("a.ts", text)));
    var again =
        with(
                cache,
                (language, _) -> {
                  throw new UnreadableSourceException("read again as " + language);
                })
            .analyse(subject(Map.of("b.ts", text)));

    assertThat(first).extracting(Finding::rule, Finding::line).isNotEmpty();
    assertThat(again)
        .extracting(Finding::rule, Finding::line, Finding::severity, Finding::file)
        .contains(
            org.assertj.core.api.Assertions.tuple("null-dereference", 1, Severity.HIGH, "b.ts"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whole\n",
        "alarm\tno-such-rule\t1\t\ttrue\nwhole\ttrue\n",
        "alarm\tnull-dereference\t-1\t\ttrue\nwhole\ttrue\n",
        "alarm\tnull-dereference\t1\n"
      })
  void whatIsNotUnderstoodInTheCacheCountsForNothing(String kept) {
    var cache = new InMemoryAnalysisCache();
    var analyser = with(cache, new TreeSitterReader());
    var files = Map.of("a.ts", "let x; console.log(x.toString())");
    var first = analyser.analyse(subject(files));
    cache.kept().replaceAll((_, _) -> kept);

    assertThat(analyser.analyse(subject(files))).isEqualTo(first).isNotEmpty();
  }

  private static FloorAnalyser with(AnalysisCache cache, SyntaxReader reader) {
    return new FloorAnalyser(reader, cache);
  }

  @Test
  void otherFilesAreLeftAlone() {
    assertThat(added("notes.md", "let x; x.toString()")).isEmpty();
  }

  private static List<Finding> found(Map<String, String> files) {
    return ANALYSER.analyse(subject(files));
  }

  private static Analyser.Subject subject(Map<String, String> files) {
    var changes =
        files.entrySet().stream()
            .map(entry -> change(FileChange.Kind.ADDED, entry.getKey(), List.of()))
            .toList();
    return new Analyser.Subject(
        new UnifiedDiff(changes), files, Optional.empty(), Optional.empty());
  }

  private static List<Finding> added(String path, String text) {
    return found(Map.of(path, text));
  }

  /** Findings after lines were put into a file behind one of its lines. */
  private static List<Finding> changed(String path, String old, int behind, String inserted) {
    var lines = new ArrayList<>(old.lines().toList());
    var added = inserted.lines().toList();
    lines.addAll(behind, added);
    var shown = new ArrayList<DiffLine>();
    for (int i = 0; i < added.size(); i++) {
      shown.add(new DiffLine(DiffLine.Kind.ADDED, added.get(i), 0, behind + i + 1, true));
    }
    var file =
        change(FileChange.Kind.MODIFIED, path, List.of(new Hunk(behind, behind + 1, "", shown)));
    var files = Map.of(path, String.join("\n", lines) + "\n");
    return ANALYSER.analyse(
        new Analyser.Subject(
            new UnifiedDiff(List.of(file)), files, Optional.empty(), Optional.empty()));
  }

  private static FileChange change(FileChange.Kind kind, String path, List<Hunk> hunks) {
    return new FileChange(kind, path, path, "100644", "100644", false, hunks);
  }
}
