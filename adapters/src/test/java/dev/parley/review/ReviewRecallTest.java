package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.AnswerCache;
import dev.parley.llm.Recall;
import dev.parley.llm.ResponseCache;
import dev.parley.model.Money;
import dev.parley.testkit.InMemoryResponseCache;
import dev.parley.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reviews of changes that were reviewed before. */
class ReviewRecallTest extends ReviewFixture {

  @BeforeEach
  void remember() {
    var cache = new InMemoryResponseCache(ResponseCache.Bounds.STANDARD);
    recall =
        Optional.of(
            new Recall(
                new AnswerCache(cache, new ManualClock()),
                _ -> "https://a",
                (_, _) -> Money.ZERO,
                _ -> {}));
    analysers = List.of();
  }

  /** Adds the line in the middle of a file that has so many lines above the change. */
  private void change(int above, String added) {
    diff =
        """
        diff --git a/src/a.ts b/src/a.ts
        index 1..2 100644
        --- a/src/a.ts
        +++ b/src/a.ts
        @@ -%d,2 +%d,3 @@
         one();
        +%s
         three();
        """
            .formatted(above + 1, above + 1, added);
    newFiles.put("src/a.ts", "x();\n".repeat(above) + "one();\n" + added + "\nthree();\n");
  }

  @Test
  void theSameChangeIsReviewedOnce() {
    answers(APPROVED);

    assertThat(verdict().approved()).isTrue();
    assertThat(verdict().approved()).isTrue();

    assertThat(requests).hasSize(1);
  }

  @Test
  void aFindingMovesWithItsLine() {
    change(10, "let limit = 10;");
    answers(answer(false, issue("high", "src/a.ts", 12, "let limit = 10;")));
    assertThat(verdict().findings()).extracting(Finding::line).containsExactly(12);

    change(57, "let limit = 10;");
    var moved = verdict();

    assertThat(requests).hasSize(1);
    assertThat(moved.approved()).isFalse();
    assertThat(moved.findings()).extracting(Finding::line).containsExactly(59);
    assertThat(moved.findings()).extracting(Finding::quote).containsExactly("let limit = 10;");
  }

  /** The quote is nowhere, so that the line alone says what is meant. */
  @Test
  void aFindingWithoutAQuoteMovesTooAndOneOfALineThatWasNotShownDoesNot() {
    change(10, "two();");
    answers(answer(false, issue("high", "src/a.ts", 12, "")));
    verdict();
    change(20, "two();");
    assertThat(verdict().findings()).extracting(Finding::line).containsExactly(22);
    assertThat(requests).hasSize(1);

    change(10, "two(2);");
    answers(answer(false, issue("high", "src/a.ts", 3, "")));
    verdict();
    change(20, "two(2);");
    answers(APPROVED);

    verdict();

    assertThat(requests).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is wrong, see line 12.",
        "It contradicts 12 above.",
        "Lines 3 to 5 say otherwise."
      })
  void wordsThatMayNameALineAreNotMoved(String description) {
    change(10, "two();");
    var issue = issue("low", "src/a.ts", 12, "two();").replace("It is wrong.", description);
    answers(answer(true, issue));
    verdict();

    assertThat(verdict().findings()).hasSize(1);
    assertThat(requests).hasSize(1);
    change(20, "two();");
    answers(APPROVED);
    verdict();

    assertThat(requests).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({"let limit = 10;,let limit = 20;", "a(12),a(22)", "t('2026-01-01'),t('2026-01-02')"})
  void anotherConstantIsAnotherChange(String one, String other) {
    change(10, one);
    answers(APPROVED).answers(APPROVED);
    verdict();
    change(20, other);
    verdict();

    assertThat(requests).hasSize(2);
  }

  @Test
  void whatWasHeldAgainstAChangeIsAskedAgainInTheNextAttempt() {
    answers(answer(false, issue("high", "src/a.ts", 2, "two();"))).answers(APPROVED);

    assertThat(verdict().approved()).isFalse();
    assertThat(verdict().approved()).isFalse();
    assertThat(requests).hasSize(1);
    attempt = 3;
    assertThat(verdict().approved()).isTrue();

    attempt = 4;
    assertThat(verdict().approved()).isTrue();
    assertThat(requests).hasSize(2);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void movingAllLinesKeepsTheAnswerAndAnyOtherAddedCharacterDoesNot(long seed) {
    var random = new Random(seed);
    var lines = new ArrayList<String>();
    for (int i = 0; i < 1 + random.nextInt(20); i++) {
      lines.add(randomLine(random));
    }
    change(lines, random.nextInt(1_000));
    answers(APPROVED);
    verdict();
    for (int i = 0; i < 20; i++) {
      change(lines, random.nextInt(99_000));
      verdict();
    }
    assertThat(requests).hasSize(1);

    for (int i = 0; i < 20; i++) {
      int which = random.nextInt(lines.size());
      var line = lines.get(which);
      int at = random.nextInt(line.length());
      char other = (char) ('!' + (line.charAt(at) - '!' + 1 + random.nextInt(90)) % 94);
      var changed = new ArrayList<>(lines);
      changed.set(which, line.substring(0, at) + other + line.substring(at + 1));
      requests.clear();
      change(changed, random.nextInt(1_000));
      answers(APPROVED);
      verdict();
      if (!changed.equals(lines)) {
        assertThat(requests).as("%s", changed).hasSize(1);
        lines.clear();
        lines.addAll(changed);
      }
    }
  }

  private static String randomLine(Random random) {
    var pieces =
        List.of(
            "    12 + ", "@@ from line 9@@", "<data nonce=\"", "10", "2026-01-01T10:00", "x();");
    return "l"
        + IntStream.range(0, 1 + random.nextInt(3))
            .mapToObj(_ -> pieces.get(random.nextInt(pieces.size())))
            .collect(Collectors.joining(" "));
  }

  private void change(List<String> added, int above) {
    var body = added.stream().map(line -> "+" + line + "\n").collect(Collectors.joining());
    diff =
        "diff --git a/a b/a\nindex 1..2 100644\n--- a/a\n+++ b/a\n@@ -%d,1 +%d,%d @@\n one\n%s"
            .formatted(above + 1, above + 1, added.size() + 1, body);
    newFiles.clear();
  }

  @Test
  void ofALargeChangeOnlyThePartsWhoseSurroundingsChangedAreAskedAgain() {
    settings = new ReviewSettings(2_000, 40, 1_000);
    largeChange(0, "");
    for (int i = 0; i < 5; i++) {
      answers(APPROVED);
    }
    verdict();
    int parts = requests.size();
    requests.clear();

    largeChange(500, "");
    verdict();
    assertThat(requests).isEmpty();
    largeChange(500, "b");
    answers(APPROVED);
    verdict();

    assertThat(parts).isEqualTo(5);
    assertThat(requests).hasSize(1);
  }

  private void largeChange(int above, String context) {
    newFiles.clear();
    var text = new StringBuilder();
    for (var file : List.of("a", "b", "c", "d", "e")) {
      text.append("diff --git a/%1$s b/%1$s\nindex 1..2 100644\n".formatted(file));
      text.append("--- a/%1$s\n+++ b/%1$s\n".formatted(file));
      text.append("@@ -%d,1 +%d,31 @@\n".formatted(above + 1, above + 1));
      text.append(file.equals(context) ? " changed\n" : " context\n");
      text.append(("+" + "call" + file + "();".repeat(7) + "\n").repeat(30));
    }
    diff = text.toString();
  }

  @Test
  void thirtySmallFilesAreOneCall() {
    newFiles.clear();
    var text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append("diff --git a/f%1$d b/f%1$d\nindex 1..2 100644\n".formatted(i));
      text.append("--- a/f%1$d\n+++ b/f%1$d\n@@ -1,1 +1,21 @@\n context\n".formatted(i));
      text.append("+added();\n".repeat(20));
    }
    diff = text.toString();
    answers(APPROVED);

    assertThat(verdict().approved()).isTrue();

    assertThat(requests).hasSize(1);
  }
}
