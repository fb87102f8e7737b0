package dev.parley.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FieldLinesTest {

  private static final String CHARACTERS = "\\\t\n\rtnr aé\u2028";

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 200);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void whateverIsWrittenIsReadBack(long seed) {
    var random = new Random(seed);
    var first = new String[] {text(random), text(random), text(random)};
    var second = new String[] {text(random)};

    assertThat(FieldLines.rows(FieldLines.line(first) + FieldLines.line(second)))
        .containsExactly(List.of(first), List.of(second));
  }

  @Test
  void aRowWithoutItsEndIsNone() {
    assertThat(FieldLines.rows("whole\t1\ncut off\t2")).containsExactly(List.of("whole", "1"));
  }

  @Test
  void noContentMakesUpARow() {
    assertThat(FieldLines.rows(FieldLines.line("text", "a\ndone\t1\n"))).hasSize(1);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
