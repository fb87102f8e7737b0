package dev.parley.agent.loop;

import static dev.parley.agent.loop.StuckDetector.Advice.GO_ON;
import static dev.parley.agent.loop.StuckDetector.Advice.NUDGE;
import static dev.parley.agent.loop.StuckDetector.Advice.STOP_ALTERNATING;
import static dev.parley.agent.loop.StuckDetector.Advice.STOP_ERRORS;
import static dev.parley.agent.loop.StuckDetector.Advice.STOP_SAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.loop.StuckDetector.Advice;
import org.junit.jupiter.api.Test;

class StuckDetectorTest {

  private final StuckDetector detector = new StuckDetector();

  private Advice did(String action, String result) {
    return detector.after(action, result, false);
  }

  private Advice failed(String action) {
    return detector.after(action, "error", true);
  }

  @Test
  void stopsAtTheFourthOfTheSameActionWithTheSameResult() {
    assertThat(did("read a", "x")).isEqualTo(GO_ON);
    assertThat(did("read a", "x")).isEqualTo(GO_ON);
    assertThat(did("read a", "x")).isEqualTo(GO_ON);
    assertThat(did("read a", "x")).isEqualTo(STOP_SAME);
  }

  @Test
  void goesOnWhileTheResultOfTheSameActionChanges() {
    for (int i = 0; i < 20; i++) {
      assertThat(did("run tests", i + " tests fail")).isEqualTo(GO_ON);
    }
  }

  @Test
  void takesResultsThatDifferInTimesOnlyForTheSame() {
    did("run tests", "1 failed in 0.43s at 12:00:01");
    did("run tests", "1 failed in 1.2s at 12:00:05");
    did("run tests", "1 failed in 12 seconds at 12:01:09.123");

    assertThat(did("run tests", "1 failed in 88 ms at 12:10:00")).isEqualTo(STOP_SAME);
  }

  @Test
  void goesOnWhenSomethingElseHappenedInBetween() {
    for (int i = 0; i < 10; i++) {
      assertThat(did("run tests", "1 failed")).isEqualTo(GO_ON);
      assertThat(did("edit", "try " + "x".repeat(i))).isEqualTo(GO_ON);
    }
  }

  @Test
  void stopsWhenTwoStepsTakeTurnsForSix() {
    for (int i = 0; i < 2; i++) {
      assertThat(did("write a", "ok")).isEqualTo(GO_ON);
      assertThat(did("write b", "ok")).isEqualTo(GO_ON);
    }
    assertThat(did("write a", "ok")).isEqualTo(GO_ON);
    assertThat(did("write b", "ok")).isEqualTo(STOP_ALTERNATING);
  }

  @Test
  void nudgesAtTheThirdErrorInARowAndStopsAtTheSixth() {
    assertThat(failed("a")).isEqualTo(GO_ON);
    assertThat(failed("b")).isEqualTo(GO_ON);
    assertThat(failed("c")).isEqualTo(NUDGE);
    assertThat(failed("d")).isEqualTo(GO_ON);
    assertThat(failed("e")).isEqualTo(GO_ON);
    assertThat(failed("f")).isEqualTo(STOP_ERRORS);
  }

  @Test
  void countsErrorsAnewAfterASuccess() {
    failed("a");
    failed("b");
    did("c", "ok");
    assertThat(failed("d")).isEqualTo(GO_ON);
    assertThat(failed("e")).isEqualTo(GO_ON);
    assertThat(failed("f")).isEqualTo(NUDGE);
  }
}
