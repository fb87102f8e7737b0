package dev.parley.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryingModelClientTest {

  private static final ModelReply REPLY =
      new ModelReply("hello", List.of(), StopReason.END, Optional.empty());
  private static final RetryPlan PLAN =
      new RetryPlan(6, Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofSeconds(8));

  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<LlmPayload> heard = new ArrayList<>();
  private Instant now = Instant.EPOCH;
  private int calls;

  @Test
  void answersAtOnceWhenNothingFails() {
    assertThat(client(1).call(Requests.saying("hi"))).isEqualTo(REPLY);
    assertThat(calls).isEqualTo(1);
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"RATE_LIMITED", "OVERLOADED", "SERVER_ERROR", "CONNECTION"})
  void triesAgainAfterATransientFault(Kind kind) {
    failures.add(failure(kind));
    failures.add(failure(kind));

    assertThat(client(1).call(Requests.saying("hi"))).isEqualTo(REPLY);
    assertThat(calls).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"BAD_REQUEST", "UNAUTHORIZED", "OUT_OF_CREDIT"})
  void neverRepeatsWhatWillFailAgain(Kind kind) {
    failures.add(failure(kind));

    Problem problem = problem();

    assertThat(calls).isEqualTo(1);
    assertThat(waits).isEmpty();
    assertThat(problem.code())
        .isEqualTo(kind == Kind.UNAUTHORIZED ? Code.NO_MODEL : Code.MODEL_UNAVAILABLE);
    assertThat(problem.remedy()).isNotBlank();
  }

  @Test
  void givesUpAfterTheLastTryAndSaysWhatTheProviderSaid() {
    for (int i = 0; i < 10; i++) {
      failures.add(failure(Kind.OVERLOADED));
    }

    Problem problem = problem();

    assertThat(calls).isEqualTo(6);
    assertThat(problem.code()).isEqualTo(Code.MODEL_UNAVAILABLE);
    assertThat(problem.message())
        .isEqualTo("anthropic/claude-haiku-4-5 gave no answer after 6 tries: it said no");
    assertThat(problem.context())
        .containsEntry("kind", "overloaded")
        .containsEntry("tries", "6")
        .containsEntry("model", "anthropic/claude-haiku-4-5");
  }

  @Test
  void neverWaitsLessThanTheProviderAsks() {
    failures.add(
        new ModelFailure(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofSeconds(30))));

    client(1).call(Requests.saying("hi"));

    assertThat(waits).hasSize(1);
    assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
  }

  @Test
  void failsAtOnceWhenTheProviderAsksForMoreTimeThanThereIs() {
    failures.add(
        new ModelFailure(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofHours(1))));

    Problem problem = problem();

    assertThat(calls).isEqualTo(1);
    assertThat(waits).isEmpty();
    assertThat(problem.code()).isEqualTo(Code.MODEL_UNAVAILABLE);
    assertThat(problem.message()).contains("3600 s").contains("600 s at most");
    assertThat(problem.context()).containsEntry("retry_after_seconds", "3600");
  }

  @Test
  void staysWithinTheTotalTime() {
    for (int i = 0; i < 10; i++) {
      failures.add(
          new ModelFailure(Kind.RATE_LIMITED, "slow down", Optional.of(Duration.ofMinutes(4))));
    }

    problem();

    assertThat(calls).isEqualTo(3);
    assertThat(waits.stream().reduce(Duration.ZERO, Duration::plus))
        .isLessThanOrEqualTo(PLAN.maxTotal());
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void backsOffWithFullJitterBelowADoublingCeiling(long seed) {
    for (int i = 0; i < 5; i++) {
      failures.add(failure(Kind.SERVER_ERROR));
    }

    client(seed).call(Requests.saying("hi"));

    long[] ceilings = {1, 2, 4, 8, 8};
    assertThat(waits).hasSize(5);
    for (int i = 0; i < 5; i++) {
      assertThat(waits.get(i)).isBetween(Duration.ZERO, Duration.ofSeconds(ceilings[i]));
    }
  }

  @Test
  void waitsTheSameForTheSameSeed() {
    failures.add(failure(Kind.SERVER_ERROR));
    client(7).call(Requests.saying("hi"));
    failures.add(failure(Kind.SERVER_ERROR));
    client(7).call(Requests.saying("hi"));

    assertThat(waits.get(0)).isEqualTo(waits.get(1));
  }

  @Test
  void waitsForWhatIsHeldBackWithoutCountingItAsATry() {
    for (int i = 0; i < 10; i++) {
      failures.add(ModelFailure.heldBack(Kind.OVERLOADED, "later", Duration.ofSeconds(5)));
    }

    assertThat(client(1).call(Requests.saying("hi"))).isEqualTo(REPLY);
    assertThat(waits)
        .hasSize(10)
        .allSatisfy(
            wait -> assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6)));
  }

  @Test
  void waitsForWhatIsHeldBackNoLongerThanForAnythingElse() {
    for (int i = 0; i < 1_000; i++) {
      failures.add(ModelFailure.heldBack(Kind.OVERLOADED, "later", Duration.ofMinutes(2)));
    }

    assertThat(problem().code()).isEqualTo(Code.MODEL_UNAVAILABLE);
    assertThat(Duration.between(Instant.EPOCH, now)).isLessThanOrEqualTo(PLAN.maxTotal());
  }

  @Test
  void doesNotWaitForWhatIsHeldBackWhereAnotherModelCanBeAsked() {
    failures.add(ModelFailure.heldBack(Kind.OVERLOADED, "later", Duration.ofSeconds(5)));
    ModelClient client = client(1, PLAN.withAlternative());

    assertThatThrownBy(() -> client.call(Requests.saying("hi")))
        .isInstanceOf(ProblemException.class);
    assertThat(waits).isEmpty();
  }

  @Test
  void tellsWaitsOfASecondOrMore() {
    failures.add(new ModelFailure(Kind.RATE_LIMITED, "no", Optional.of(Duration.ofSeconds(12))));
    failures.add(failure(Kind.SERVER_ERROR));

    client(1).call(Requests.saying("hi"));

    var first = (LlmPayload.CallDelayed) heard.getFirst();
    assertThat(first.reason()).isEqualTo("rate_limited");
    assertThat(first.tries()).isEqualTo(2);
    assertThat(first.waitMillis()).isEqualTo(waits.getFirst().toMillis());
    assertThat(heard).hasSize((int) waits.stream().filter(w -> w.toSeconds() >= 1).count());
  }

  @Test
  void letsProblemsThrough() {
    var limit = new Problem(Code.LIMIT_REACHED, "no money", "");
    failures.add(new ProblemException(limit));

    assertThat(problem()).isEqualTo(limit);
    assertThat(calls).isEqualTo(1);
  }

  private Problem problem() {
    var caught = new ArrayList<Problem>();
    assertThatThrownBy(() -> client(1).call(Requests.saying("hi")))
        .isInstanceOfSatisfying(ProblemException.class, e -> caught.add(e.problem()));
    return caught.getFirst();
  }

  private RetryingModelClient client(long seed) {
    return client(seed, PLAN);
  }

  private RetryingModelClient client(long seed, RetryPlan plan) {
    ModelClient provider =
        _ -> {
          calls++;
          if (!failures.isEmpty()) {
            throw failures.remove();
          }
          return REPLY;
        };
    Pause pause =
        time -> {
          waits.add(time);
          now = now.plus(time);
        };
    var waiting = new RetryingModelClient.Waiting(new Random(seed), pause, () -> now, heard::add);
    return new RetryingModelClient(provider, plan, waiting);
  }

  private static ModelFailure failure(Kind kind) {
    return new ModelFailure(kind, "it said no", Optional.empty());
  }
}
