package dev.parley.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private final RetryPolicy policy = new RetryPolicy(3);

  @Test
  void retriesARejectedAttemptUntilTheAttemptsAreUsedUp() {
    var rejected = new Outcome.Rejected("review", List.of("high A.java:1: wrong"));

    assertThat(policy.after(rejected, 1)).isInstanceOf(NextStep.RetryAfter.class);
    assertThat(policy.after(rejected, 2)).isInstanceOf(NextStep.RetryAfter.class);
    assertThat(policy.after(rejected, 3)).isInstanceOf(NextStep.Escalate.class);
  }

  @Test
  void neverRetriesWhatNoAttemptCanMend() {
    assertThat(policy.after(new Outcome.Unverified("no check"), 1))
        .isInstanceOf(NextStep.Escalate.class);
    assertThat(policy.after(new Outcome.Merged("c"), 1)).isInstanceOf(NextStep.Finish.class);
    assertThat(policy.after(new Outcome.Cancelled("me"), 1)).isInstanceOf(NextStep.Finish.class);
  }

  @Test
  void haltsTheRunOnWhatEveryOtherTaskWouldMeetToo() {
    var limit = new Problem(Code.LIMIT_REACHED, "spent", "");
    var model = new Problem(Code.MODEL_UNAVAILABLE, "down", "");

    assertThat(policy.after(new Outcome.OverBudget(limit), 1)).isInstanceOf(NextStep.HaltRun.class);
    assertThat(policy.after(new Outcome.EnvironmentFailed(limit), 1))
        .isInstanceOf(NextStep.HaltRun.class);
    assertThat(policy.after(new Outcome.Failed(model), 1)).isInstanceOf(NextStep.HaltRun.class);
  }
}
