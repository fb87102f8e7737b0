package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.model.RunId;
import dev.parley.review.analysis.FloorAnalyser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BuiltFilesTest {

  private static final String SLOPPY = "try{run(a)}catch(e){}switch(a){case 1:b();case 2:c()}";
  private static final String MINIFIED =
      "!function(a,b){" + "var x=a.of(b);".repeat(300) + SLOPPY + "}(this,1);";
  private static final String BUNDLE =
      """
      (function (global, factory) {
        typeof exports === 'object' && typeof module !== 'undefined' ? factory() : 0;
      })(this, function () {
        try {
          run();
        } catch (e) {}
      });
      """;

  // In two parts, so that no scanner takes this file for a leak.
  private static final String TOKEN = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8";

  @ParameterizedTest
  @ValueSource(strings = {"dist/a.js", "web/app.min.js", "public/js/app.js", "vendor/lib/a.js"})
  void rulesSayNothingOfMinifiedCodeAndTheNoteNamesIt(String path) {
    var verdict = added(path, MINIFIED);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.approved()).isTrue();
    assertThat(verdict.notes()).anyMatch(note -> note.contains(path + " (minified)"));
  }

  @Test
  void aDenseFileWherePeopleWriteIsReadLikeAnyOther() {
    assertThat(added("src/a.js", MINIFIED).approved()).isFalse();
    assertThat(added("src/a.js", "// @generated, do not edit\n" + SLOPPY).approved()).isFalse();
    assertThat(added("dist/a.js", SLOPPY).approved()).isFalse();
  }

  @Test
  void aFileThatWasDenseBeforeIsMinifiedWhereverItStands() {
    assertThat(changed("src/a.js", MINIFIED, MINIFIED + SLOPPY).approved()).isTrue();
    assertThat(changed("src/a.js", "one();", MINIFIED).approved()).isFalse();
  }

  @Test
  void secretsInMinifiedCodeBlock() {
    assertThat(added("dist/a.js", MINIFIED + "var k='" + TOKEN + "'").findings())
        .extracting(Finding::rule)
        .containsExactly("hard-coded-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "require('child_process').exec(a)",
        "eval(atob('YWxlcnQoMSk='))",
        "var _0x3f2a1b=['a'];",
        "fetch(u,{body:JSON.stringify(process.env)})"
      })
  void whatMinifiedCodeHasGainedToHideOrRunThingsBlocks(String gained) {
    assertThat(changed("dist/a.js", MINIFIED, MINIFIED + gained).findings())
        .extracting(Finding::rule)
        .containsExactly("obfuscated-code");
    assertThat(changed("dist/a.js", MINIFIED + gained, MINIFIED + gained + ";b()").approved())
        .isTrue();
  }

  @Test
  void ofABundleOnlyWhatIsSurelyWrongCounts() {
    assertThat(added("dist/a.js", BUNDLE).findings()).isEmpty();
    assertThat(added("src/a.js", BUNDLE).approved()).isFalse();
    assertThat(added("dist/a.js", BUNDLE + "let x; console.log(x.toString());\n").findings())
        .extracting(Finding::rule)
        .containsExactly("null-dereference");
  }

  private static Verdict added(String path, String text) {
    return judged(
        "diff --git a/%1$s b/%1$s\nnew file mode 100644\n--- /dev/null\n+++ b/%1$s\n"
                .formatted(path)
            + "@@ -0,0 +1,%d @@\n".formatted(text.lines().count())
            + marked("+", text),
        path,
        text);
  }

  private static Verdict changed(String path, String before, String text) {
    return judged(
        "diff --git a/%1$s b/%1$s\n--- a/%1$s\n+++ b/%1$s\n".formatted(path)
            + "@@ -1,%d +1,%d @@\n".formatted(before.lines().count(), text.lines().count())
            + marked("-", before)
            + marked("+", text),
        path,
        text);
  }

  private static String marked(String mark, String text) {
    return text.lines().map(line -> mark + line + "\n").collect(Collectors.joining());
  }

  private static Verdict judged(String diff, String path, String text) {
    var analysers =
        List.<Analyser>of(
            new RuleAnalyser(), new FloorAnalyser(new TreeSitterReader(), AnalysisCache.NONE));
    var gate =
        new ReviewGate(analysers, Optional.empty(), Waivers.NONE, ReviewGate.OnUnavailable.WAIT);
    var review = new RunId("review");
    var context = new CallContext(review, Optional.empty(), new Fence(StreamId.review(review), 1));
    var result = gate.review(ReviewTask.of(diff, Map.of(path, text), context));
    return ((ReviewResult.Judged) result).verdict();
  }
}
