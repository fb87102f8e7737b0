package dev.parley.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptTextTest {

  private static String form(PromptText text) {
    var digest = KeptAnswer.sha256();
    text.feed(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static PromptText.Builder text() {
    return new PromptText.Builder();
  }

  @Test
  void saysAllItsPieces() {
    var text = text().fixed("Task\n").line("a", 7, "     7").fixed(" + x").passing("n").build();

    assertThat(text.text()).isEqualTo("Task\n     7 + xn");
    assertThat(text.length()).isEqualTo(text.text().length());
    assertThat(text.passing()).containsExactly("n");
    assertThat(text.lines()).containsExactly(new PromptText.LineNumber("a", 7, "     7"));
  }

  @Test
  void whatPassesAndWhereLinesAreDoesNotCount() {
    var one = text().passing("0123").fixed("x").line("a", 7, "7").build();
    var other = text().passing("4567").fixed("x").line("a", 12, "12").build();

    assertThat(form(one)).isEqualTo(form(other));
  }

  @Test
  void fixedTextsInARowAreOne() {
    assertThat(form(text().fixed("ab").fixed("").fixed("c").build()))
        .isEqualTo(form(PromptText.of("abc")));
  }

  @Test
  void noTextPassesForAnotherPiece() {
    var passing = text().fixed("a").passing("b").fixed("c").build();
    var line = text().fixed("a").line("f", 1, "b").fixed("c").build();

    assertThat(form(passing)).isNotEqualTo(form(line)).isNotEqualTo(form(PromptText.of("abc")));
    assertThat(form(PromptText.of("aPF\0\0\0\1c"))).isNotEqualTo(form(passing));
    assertThat(form(PromptText.of("a\uD800"))).isNotEqualTo(form(PromptText.of("a?")));
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOtherFixedCharacterIsAnotherForm(long seed) {
    var random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      var before = randomText(random);
      var pieces = new java.util.ArrayList<>(before.pieces());
      int at = random.nextInt(pieces.size());
      if (pieces.get(at) instanceof PromptText.Fixed(var text)) {
        int changed = random.nextInt(text.length());
        char other = (char) (text.charAt(changed) + 1 + random.nextInt(100));
        pieces.set(
            at,
            new PromptText.Fixed(text.substring(0, changed) + other + text.substring(changed + 1)));
        assertThat(form(new PromptText(pieces))).isNotEqualTo(form(before));
      } else {
        pieces.remove(at);
        assertThat(form(new PromptText(pieces))).isNotEqualTo(form(before));
      }
    }
  }

  private static PromptText randomText(Random random) {
    var text = text();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      switch (random.nextInt(3)) {
        case 0 -> text.passing("p" + random.nextInt());
        case 1 -> text.line("f", 1 + random.nextInt(99), "l");
        default -> text.fixed("PLF.\0\1".substring(random.nextInt(5)) + random.nextInt(50));
      }
    }
    return text.fixed("end").build();
  }

  @ParameterizedTest
  @CsvSource({
    "'run /home/me/p/check.sh', true",
    "'in /home/me/p', true",
    "'\"/home/me/p\"', true",
    "'/home/me/project', false",
    "'/home/me/p-old/x', false",
    "'/mnt/home/me/p', false",
    "'C/home/me/p', false",
    "'/home/me/p.old', false"
  })
  void aFolderPassesWhereItIsMeant(String said, boolean passes) {
    var text = PromptText.of(said).without("/home/me/p");

    assertThat(text.text()).isEqualTo(said);
    assertThat(text.passing().isEmpty()).isEqualTo(!passes);
  }

  @Test
  void theRootIsNoFolderToPass() {
    assertThat(PromptText.of("/ and /usr").without("/").passing()).isEmpty();
    assertThat(PromptText.of("x").without("").passing()).isEmpty();
  }
}
