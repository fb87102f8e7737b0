package dev.parley.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.attempt.AttemptPayload.CodingStarted;
import dev.parley.attempt.AttemptPayload.Ended;
import dev.parley.attempt.AttemptPayload.IntegrationStarted;
import dev.parley.attempt.AttemptPayload.Picked;
import dev.parley.attempt.AttemptPayload.ReviewingStarted;
import dev.parley.attempt.AttemptPayload.VerifyingStarted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttemptStateTest {

  private static final Approved APPROVED = new Approved("base", "tree", "patch");
  private static final List<AttemptPayload> WHOLE_LIFE =
      List.of(
          new Picked(1, "w"),
          new CodingStarted(),
          new VerifyingStarted(),
          new ReviewingStarted(),
          APPROVED,
          new IntegrationStarted(),
          new Ended(new Outcome.Merged("c0ffee")));

  @Test
  void goesThroughEveryStageInOrder() {
    var seen = new ArrayList<String>();
    AttemptState state = new AttemptState.Queued();
    for (var payload : WHOLE_LIFE) {
      state = state.on(payload);
      seen.add(state.getClass().getSimpleName());
    }

    assertThat(seen)
        .containsExactly(
            "Preparing", "Coding", "Verifying", "Reviewing", "Gated", "Integrating", "Ended");
  }

  @Test
  void mayEndInEveryStateAndBePickedAgainWithoutMovingOn() {
    AttemptState state = new AttemptState.Queued();
    for (var payload : WHOLE_LIFE.subList(0, WHOLE_LIFE.size() - 1)) {
      assertThat(state.on(new Ended(new Outcome.Cancelled("me"))))
          .isInstanceOf(AttemptState.Ended.class);
      state = state.on(payload);
      assertThat(state.on(new Picked(9, "other"))).isEqualTo(state);
    }
  }

  @Test
  void endsOnlyOnce() {
    var ended = new AttemptState.Ended(new Outcome.Merged("c0ffee"));

    for (var payload : WHOLE_LIFE) {
      assertThatThrownBy(() -> ended.on(payload)).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void refusesToSkipAGate() {
    assertThatThrownBy(() -> new AttemptState.Coding().on(APPROVED))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new AttemptState.Verifying().on(APPROVED))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new AttemptState.Reviewing().on(new IntegrationStarted()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void holdsASlotOnlyUntilItIsApproved() {
    assertThat(new AttemptState.Queued().running()).isTrue();
    assertThat(new AttemptState.Reviewing().running()).isTrue();
    assertThat(new AttemptState.Gated(APPROVED).running()).isFalse();
    assertThat(new AttemptState.Integrating(APPROVED).running()).isFalse();
  }
}
