package dev.parley.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlainOutputTest {

  @Test
  void coloursLinksAndTitlesGoAndTheTextStays() {
    assertThat(
            PlainOutput.of(
                "\u001B[1;31mFAIL\u001B[0m a\u001B]8;;http://x\u0007b\u001B]8;;\u001B\\c"))
        .isEqualTo("FAIL abc");
    assertThat(PlainOutput.of("\u001B[2K\u001B[1Gdone\u001B(B")).isEqualTo("done");
  }

  @Test
  void ofALineWrittenOverOnlyTheLastStays() {
    assertThat(PlainOutput.of("10%\r50%\r100%\nnext\r\nlast\r")).isEqualTo("100%\nnext\nlast");
  }

  @Test
  void plainTextIsItself() {
    assertThat(PlainOutput.of("a\n\tb é [31m\n")).isEqualTo("a\n\tb é [31m\n");
    assertThat(PlainOutput.of("")).isEmpty();
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void nothingThrowsAndNoCarriageReturnIsLeft(long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    String marks = "\u001B\u009B[]\r\n;0mK\u0007\\aé";
    for (int i = 0; i < random.nextInt(80); i++) {
      text.append(marks.charAt(random.nextInt(marks.length())));
    }

    assertThat(PlainOutput.of(text.toString())).doesNotContain("\r");
  }
}
