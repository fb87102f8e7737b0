package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class MainTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, UTF_8);

  @Test
  void whatACommandAnswersIsTheExitCode() {
    assertThat(Main.exitCode(() -> 1, err)).isEqualTo(1);
    assertThat(said.toString(UTF_8)).isEmpty();
  }

  @Test
  void whatIsThrownPastTheCommandsIsNoAnswerToAnything() {
    assertThat(Main.exitCode(() -> deeper(1), err)).isEqualTo(4);

    assertThat(said.toString(UTF_8))
        .startsWith("parley: this should not have happened: java.lang.StackOverflowError");
  }

  @SuppressWarnings("InfiniteRecursion") // so that the stack overflows
  private static int deeper(int depth) {
    return deeper(depth + 1) + depth;
  }
}
