package dev.parley.safety.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.ModelFailure.Kind;
import dev.parley.safety.breaker.Circuit.State;
import dev.parley.safety.breaker.Circuit.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CircuitTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Circuit circuit = Circuit.closed();

  @Test
  void opensAtHalfOfTheLastTwentyButNotBeforeFive() {
    for (int i = 0; i < 4; i++) {
      fail(Kind.SERVER_ERROR);
    }
    assertThat(circuit.state()).isInstanceOf(State.Closed.class);

    fail(Kind.CONNECTION);

    assertThat(circuit.state()).isEqualTo(open(Kind.CONNECTION, 5));
  }

  @Test
  void staysClosedBelowHalf() {
    for (int i = 0; i < 100; i++) {
      answer();
      answer();
      fail(Kind.OVERLOADED);
    }

    assertThat(circuit.state()).isInstanceOf(State.Closed.class);
  }

  @Test
  void forgetsWhatIsOlderThanTwentyCalls() {
    for (int i = 0; i < 1_000; i++) {
      answer();
    }
    for (int i = 0; i < 9; i++) {
      fail(Kind.SERVER_ERROR);
    }
    assertThat(circuit.state()).isInstanceOf(State.Closed.class);

    fail(Kind.SERVER_ERROR);

    assertThat(circuit.state()).isInstanceOf(State.Open.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"UNAUTHORIZED", "OUT_OF_CREDIT"})
  void opensAtOnceForWhatTryingAgainDoesNotMend(Kind kind) {
    answer();

    fail(kind);

    assertThat(circuit.state()).isEqualTo(open(kind, 5));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RATE_LIMITED", "BAD_REQUEST"})
  void countsNoAnswerOfAModelThatIsThere(Kind kind) {
    for (int i = 0; i < 100; i++) {
      fail(kind);
    }

    assertThat(circuit).isEqualTo(Circuit.closed());
  }

  @Test
  void keepsCallsBackUntilItsWaitIsOverThenLetsOneThrough() {
    fail(Kind.UNAUTHORIZED);
    pass(2);
    assertThat(ask()).isEqualTo(new Verdict.KeptBack(Kind.UNAUTHORIZED, Duration.ofSeconds(3)));

    pass(3);

    assertThat(ask()).isInstanceOf(Verdict.Pass.class);
    assertThat(circuit.state()).isInstanceOf(State.HalfOpen.class);
    assertThat(ask()).isEqualTo(new Verdict.KeptBack(Kind.UNAUTHORIZED, Circuit.WHILE_PROBING));
  }

  @Test
  void closesWithACleanSheetWhenTheProbeIsAnswered() {
    probe();

    answer();

    assertThat(circuit.state()).isEqualTo(Circuit.closed().state());
    for (int i = 0; i < 4; i++) {
      fail(Kind.SERVER_ERROR);
    }
    assertThat(circuit.state()).isInstanceOf(State.Closed.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RATE_LIMITED", "BAD_REQUEST"})
  void closesWhenTheProbeFindsSomebodyThere(Kind kind) {
    probe();

    fail(kind);

    assertThat(circuit.state()).isEqualTo(Circuit.closed().state());
  }

  @Test
  void doublesItsWaitWithEachProbeThatFailsUpToTwoMinutes() {
    probe();
    for (int seconds : new int[] {10, 20, 40, 80, 120, 120}) {
      fail(Kind.OVERLOADED);
      assertThat(circuit.state()).isEqualTo(open(Kind.OVERLOADED, seconds));
      pass(seconds);
      ask();
    }
    answer();
    fail(Kind.UNAUTHORIZED);

    assertThat(circuit.state()).as("begins anew").isEqualTo(open(Kind.UNAUTHORIZED, 5));
  }

  @Test
  void waitsAsLongAsTheProviderAsksButNeverLongerThanTwoMinutes() {
    circuit = circuit.failed(0, Kind.OUT_OF_CREDIT, Duration.ofSeconds(30), now);
    assertThat(circuit.state()).isEqualTo(open(Kind.OUT_OF_CREDIT, 30));

    circuit = Circuit.closed().failed(0, Kind.OUT_OF_CREDIT, Duration.ofDays(1), now);
    assertThat(circuit.state()).isEqualTo(open(Kind.OUT_OF_CREDIT, 120));
  }

  @Test
  void letsAnotherProbeInPlaceOfOneThatSaidNothing() {
    probe();

    circuit = circuit.abandoned(circuit.era());

    assertThat(ask()).isInstanceOf(Verdict.Pass.class);
  }

  @Test
  void letsAnotherProbeOnceOneIsOverdue() {
    probe();
    long lost = circuit.era();
    pass(Circuit.PROBE_OVERDUE.toSeconds());

    assertThat(ask()).isInstanceOf(Verdict.Pass.class);
    circuit = circuit.failed(lost, Kind.SERVER_ERROR, Duration.ZERO, now);
    assertThat(circuit.state()).as("the lost one's word").isInstanceOf(State.HalfOpen.class);
  }

  @Test
  void takesNoWordOfCallsFromBeforeItOpened() {
    long before = circuit.era();
    fail(Kind.UNAUTHORIZED);
    Circuit open = circuit;

    circuit = circuit.answered(before);
    circuit = circuit.failed(before, Kind.SERVER_ERROR, Duration.ZERO, now);
    circuit = circuit.abandoned(before);
    assertThat(circuit).isEqualTo(open);

    pass(5);
    ask();
    Circuit halfOpen = circuit;
    circuit = circuit.answered(before);
    circuit = circuit.failed(before, Kind.SERVER_ERROR, Duration.ZERO, now);
    circuit = circuit.abandoned(before);
    assertThat(circuit).isEqualTo(halfOpen);

    answer();
    Circuit closed = circuit;
    circuit = circuit.failed(before, Kind.UNAUTHORIZED, Duration.ZERO, now);
    assertThat(circuit).isEqualTo(closed);
  }

  @Test
  void neverBlocksForEverWhenTheClockIsSetBack() {
    fail(Kind.UNAUTHORIZED);
    pass(-86_400);
    assertThat(ask()).isInstanceOf(Verdict.Pass.class);

    pass(-86_400);
    assertThat(ask()).as("another probe").isInstanceOf(Verdict.Pass.class);
  }

  private void probe() {
    fail(Kind.UNAUTHORIZED);
    pass(5);
    assertThat(ask()).isInstanceOf(Verdict.Pass.class);
  }

  private Verdict ask() {
    Circuit.Asked asked = circuit.ask(now);
    circuit = asked.circuit();
    return asked.verdict();
  }

  private void answer() {
    circuit = circuit.answered(circuit.era());
  }

  private void fail(Kind kind) {
    circuit = circuit.failed(circuit.era(), kind, Duration.ZERO, now);
  }

  private void pass(long seconds) {
    now = now.plusSeconds(seconds);
  }

  private State.Open open(Kind reason, int seconds) {
    return new State.Open(reason, now, Duration.ofSeconds(seconds));
  }
}
