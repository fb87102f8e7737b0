package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.llm.Message;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not seen wholly, or not answered properly, is never approved. */
class ReviewFaultsTest extends ReviewFixture {

  // Coverage

  private void manyFiles(int count) {
    var text = new StringBuilder();
    newFiles.clear();
    for (int i = 0; i < count; i++) {
      text.append(
          "diff --git a/f%d b/f%d\nindex 1..2 100644\n--- a/f%d\n+++ b/f%d\n"
              .formatted(i, i, i, i));
      text.append("@@ -0,0 +1 @@\n+").append("x".repeat(900)).append('\n');
      newFiles.put("f" + i, "x".repeat(900) + "\n");
    }
    diff = text.toString();
    settings = new ReviewSettings(2_000, 3, 8_192);
  }

  @Test
  void asksAboutEveryPartOfALargeChange() {
    manyFiles(5);
    answers(APPROVED).answers(APPROVED).answers(APPROVED);

    assertThat(verdict().approved()).isTrue();
    assertThat(requests).hasSize(3);
    assertThat(((Message.User) requests.get(1).messages().getFirst()).text())
        .contains("Only part 2 of 3", "=== f2", "=== f3", "\nf0\nf1\nf2\nf3\nf4\n")
        .doesNotContain("=== f4");
  }

  @Test
  void doesNotApproveWhatTakesTooManyParts() {
    manyFiles(9);

    var verdict = verdict();

    assertThat(verdict.approved()).isFalse();
    assertThat(verdict.unreviewed()).hasSize(9);
    assertThat(verdict.reasons().getFirst()).contains("too large");
    assertThat(requests).isEmpty();
  }

  @Test
  void isUnavailableWhenOnePartHasNoAnswer() {
    manyFiles(5);
    answers(APPROVED).answers("nonsense").answers("more nonsense");

    assertThat(review()).isInstanceOf(ReviewResult.Unavailable.class);
  }

  @Test
  void saysWhatItKnowsWhenAPartHasNoAnswerButAnotherBlocks() {
    manyFiles(5);
    answers(answer(true, issue("high", "f0", 1, ""))).answers("", StopReason.END);

    var verdict = verdict();

    assertThat(verdict.approved()).isFalse();
    assertThat(verdict.unreviewed()).containsExactly("f2", "f3", "f4");
    assertThat(verdict.findings()).hasSize(1);
  }

  @Test
  void coversFilesWithoutLines() {
    newFiles.clear();
    diff =
        """
        diff --git a/run b/run
        old mode 100644
        new mode 100755
        diff --git a/x.png b/x.png
        deleted file mode 100644
        index 1..0
        Binary files a/x.png and /dev/null differ
        """;
    answers(answer(true, issue("high", "x.png", 0, "")));

    var verdict = verdict();

    assertThat(verdict.unreviewed()).isEmpty();
    assertThat(verdict.findings()).extracting(Finding::blocks).containsExactly(true);
  }

  @Test
  void showsTextThatGitWasToldToTakeForBinary() {
    diff =
        """
        diff --git a/src/a.ts b/src/a.ts
        index 1..2 100644
        Binary files a/src/a.ts and b/src/a.ts differ
        """;
    newFiles.put("src/a.ts", "// @ts-nocheck\none();\n");
    newFiles.put("src/hidden.ts", "steal();\n");
    answers(APPROVED);

    var verdict = verdict();

    assertThat(((Message.User) requests.getFirst().messages().getFirst()).text())
        .contains("     2 + one();", "=== src/hidden.ts", "     1 + steal();");
    assertThat(verdict.findings()).extracting(Finding::rule).containsExactly("suppression");
  }

  @Test
  void doesNotApproveAnEmptyChange() {
    diff = "";
    newFiles.clear();

    assertThat(verdict().approved()).isFalse();
    assertThat(requests).isEmpty();
  }

  // Failures

  @Test
  void isUnavailableWhenTheChangeCannotBeRead() {
    diff = "hello";

    assertThat(review())
        .isInstanceOfSatisfying(
            ReviewResult.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("line 1 of the diff"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIMIT_REACHED", "NO_MODEL", "INTERRUPTED"})
  void letsProblemsThrough(String code) {
    replies.add(() -> {
      throw new Problem(Code.valueOf(code), "message", "").raise();
    });

    assertThatThrownBy(this::review).isInstanceOf(ProblemException.class);
  }

  @Test
  void isUnavailableWhenTheModelIs() {
    replies.add(() -> {
      throw new Problem(Code.MODEL_UNAVAILABLE, "no answer for a minute", "").raise();
    });

    assertThat(review()).isEqualTo(new ReviewResult.Unavailable("no answer for a minute"));
  }

  @Test
  void isUnavailableWhenAnAnalyserCrashes() {
    analysers =
        List.of(_ -> {
          throw new IllegalStateException("crashed");
        });

    assertThat(review())
        .isInstanceOfSatisfying(
            ReviewResult.Unavailable.class,
            unavailable -> assertThat(unavailable.reason()).contains("crashed"));
  }

  /** Answers that are none, or that are meant to wave something through. */
  static List<List<String>> faults() {
    var single =
        Stream.of(
                "",
                " \n",
                "null",
                "true",
                "[]",
                "{}",
                "approved",
                "LGTM, approved: true",
                "{\"approved\": true",
                "{\"approved\": \"true\", \"issues\": []}",
                "{\"approved\": 1, \"issues\": []}",
                "{\"approved\": null, \"issues\": []}",
                "{\"approved\": true, \"approved\": true, \"issues\": []}",
                "{\"approved\": true, \"issues\": {}}",
                "{\"approved\": true, \"issues\": \"none\"}",
                APPROVED + APPROVED,
                APPROVED + " trailing",
                "```json\n" + APPROVED + "\n",
                "```json\n" + APPROVED + "\n```\n```json\n" + APPROVED + "\n```",
                "{\"verdict\": " + APPROVED + "}",
                "[" + APPROVED + "]",
                "\u0000" + APPROVED,
                "{\"approved\": true, \"issues\": [" + "[".repeat(500) + "]".repeat(500) + "]}")
            .map(text -> List.of(text, text));
    return single.toList();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void neverApprovesOnAnAnswerThatIsNone(List<String> texts) {
    texts.forEach(this::answers);

    assertThat(review()).isInstanceOf(ReviewResult.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LENGTH", "REFUSED"})
  void neverApprovesOnAnAnswerThatIsNotWhole(String stop) {
    answers(APPROVED, StopReason.valueOf(stop));

    assertThat(review()).isInstanceOf(ReviewResult.Unavailable.class);
  }

  /** For each faulty answer before and after each hostile one: what was found keeps blocking. */
  @ParameterizedTest
  @MethodSource("faults")
  void neverApprovesWhatAnAnalyserBlocks(List<String> texts) {
    diff = DIFF.replace("+two();", "+two(); // @ts-ignore");
    newFiles.put("src/a.ts", "one();\ntwo(); // @ts-ignore\nthree();\n");
    for (String second : List.of(texts.getFirst(), APPROVED)) {
      replies.clear();
      answers(texts.getFirst()).answers(second);

      assertThat(verdict().approved()).isFalse();
    }
  }
}
