package dev.parley.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Money;
import dev.parley.model.TokenUsage;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptAnswerTest {

  private static final KeptAnswer FULL =
      new KeptAnswer(
          "{\"a\": \"1:2 é 漢\"}",
          Optional.of(new TokenUsage(1, 2, 3, 4)),
          new Money(77),
          Optional.of(2),
          List.of(10, 11, 12),
          List.of("", "0:1", "x y"));

  @Test
  void isReadAsItWasKept() {
    var bare =
        new KeptAnswer("{}", Optional.empty(), Money.ZERO, Optional.empty(), List.of(), List.of());

    assertThat(KeptAnswer.decoded("k", FULL.encoded("k"))).contains(FULL);
    assertThat(KeptAnswer.decoded("k", bare.encoded("k"))).contains(bare);
  }

  @Test
  void isNoAnswerUnderAnotherKey() {
    assertThat(KeptAnswer.decoded("other", FULL.encoded("k"))).isEmpty();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void isNoAnswerOnceDamaged(long seed) {
    var random = new Random(seed);
    String kept = FULL.encoded("k");
    for (int i = 0; i < 200; i++) {
      var damaged = new StringBuilder(kept);
      int at = random.nextInt(kept.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.setCharAt(at, (char) (kept.charAt(at) ^ (1 + random.nextInt(60))));
        case 1 -> damaged.setLength(at);
        default -> damaged.insert(at, (char) ('0' + random.nextInt(10)));
      }
      assertThat(KeptAnswer.decoded("k", damaged.toString())).isEmpty();
    }
    assertThat(KeptAnswer.decoded("k", "")).isEmpty();
  }
}
