package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingLineTest {

  private static final List<String> NONE = List.of();

  private final WaitingLine line = new WaitingLine();

  @Test
  void whoComesWhileNobodyStandsInLineMayAsk() {
    assertThat(line.enter(List.of("a", "b")).behind()).isEmpty();
    assertThat(line.size()).isZero();
  }

  @Test
  void whoComesLaterStandsBehindWhoeverWaitsForAnyOfItsLimits() {
    var first = line.enter(NONE);
    first.standIn("b");

    var later = line.enter(List.of("a", "b"));
    var unconcerned = line.enter(List.of("a"));

    assertThat(first.behind()).isEmpty();
    assertThat(later.behind()).contains("b");
    assertThat(unconcerned.behind()).isEmpty();
  }

  @Test
  void theNextIsWokenWhenTheFirstIsServed() {
    var first = line.enter(NONE);
    first.standIn("a");
    var second = line.enter(List.of("a"));
    var third = line.enter(List.of("a"));
    var woken = second.signal();

    first.close();

    assertThat(woken.getCount()).isZero();
    assertThat(second.behind()).isEmpty();
    assertThat(third.behind()).contains("a");
    assertThat(third.signal().getCount()).isEqualTo(1);
  }

  @Test
  void aRingWakesTheFirstOfEachLineAndNobodyElse() {
    var ofA = line.enter(NONE);
    ofA.standIn("a");
    var ofB = line.enter(NONE);
    ofB.standIn("b");
    var behindA = line.enter(List.of("a"));
    var signals = List.of(ofA.signal(), ofB.signal(), behindA.signal());

    line.ring();

    assertThat(signals).extracting(signal -> signal.getCount()).containsExactly(0L, 0L, 1L);
    assertThat(ofA.signal().getCount()).as("the next ring is another").isEqualTo(1);
  }

  @Test
  void whoGivesUpInTheMiddleIsForgotten() {
    var first = line.enter(NONE);
    first.standIn("a");
    var second = line.enter(List.of("a"));
    var third = line.enter(List.of("a"));

    second.close();
    first.close();

    assertThat(third.behind()).isEmpty();
    third.close();
    assertThat(line.size()).isZero();
    assertThat(line.enter(List.of("a")).behind()).isEmpty();
  }

  @Test
  void whoMovesToAnotherLineLeavesTheFirst() {
    var first = line.enter(NONE);
    assertThat(first.standIn("a")).isTrue();
    assertThat(first.standIn("a")).isFalse();
    var second = line.enter(List.of("a"));

    assertThat(first.standIn("b")).isTrue();

    assertThat(second.behind()).isEmpty();
    assertThat(line.size()).isEqualTo(2);
  }
}
