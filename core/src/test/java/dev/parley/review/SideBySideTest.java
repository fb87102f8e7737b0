package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

  @Test
  void resultsComeInTheOrderOfTheWork() {
    var work = IntStream.range(0, 50).mapToObj(i -> (Supplier<Integer>) () -> i).toList();

    assertThat(SideBySide.all(work)).isEqualTo(IntStream.range(0, 50).boxed().toList());
  }

  @Test
  void piecesAreDoneAtTheSameTime() {
    var both = new CountDownLatch(2);
    Supplier<Boolean> meets =
        () -> {
          both.countDown();
          try {
            both.await();
            return true;
          } catch (InterruptedException e) {
            return false;
          }
        };

    assertThat(SideBySide.all(List.of(meets, meets))).containsExactly(true, true);
  }

  @Test
  void aProblemOfOnePieceIsToldAsItIs() {
    Supplier<String> fails =
        () -> {
          throw new Problem(Code.LIMIT_REACHED, "no room", "").raise();
        };

    assertThatThrownBy(() -> SideBySide.all(List.of(() -> "fine", fails)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no room");
  }

  @Test
  void anInterruptionEndsAllOfIt() {
    Supplier<String> waits =
        () -> {
          try {
            new CountDownLatch(1).await();
            return "";
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> SideBySide.all(List.of(waits, waits)))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
    assertThat(Thread.interrupted()).as("it stays interrupted").isTrue();
  }
}
