package dev.parley.safety.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.llm.LlmPayload;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.Requests;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BreakingModelClientTest {

  private static final ModelReply REPLY =
      new ModelReply("hello", List.of(), StopReason.END, Optional.empty());

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final Breakers breakers = new Breakers(now::get);
  private final Deque<RuntimeException> failures = new ArrayDeque<>();
  private final List<LlmPayload> heard = new CopyOnWriteArrayList<>();
  private int calls;

  @Test
  void failsFastWhileOpenThenProbesAndClosesByItself() {
    for (int i = 0; i < 5; i++) {
      failures.add(failure(Kind.SERVER_ERROR));
      failing();
    }

    ModelFailure held = failing();

    assertThat(calls).isEqualTo(5);
    assertThat(held.isHeldBack()).isTrue();
    assertThat(held.maybeBilled()).isFalse();
    assertThat(held.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(held.retryAfter()).contains(Duration.ofSeconds(5));

    pass(5);
    failures.add(failure(Kind.SERVER_ERROR));
    failing();
    assertThat(failing().retryAfter()).contains(Duration.ofSeconds(10));
    pass(10);
    assertThat(client().call(Requests.saying("hi"))).isEqualTo(REPLY);
    assertThat(client().call(Requests.saying("hi"))).isEqualTo(REPLY);
    assertThat(heard)
        .containsExactly(
            new LlmPayload.BreakerOpened(Requests.MODEL, "server_error", 5_000),
            new LlmPayload.BreakerOpened(Requests.MODEL, "server_error", 10_000),
            new LlmPayload.BreakerClosed(Requests.MODEL));
  }

  @Test
  void takesNeitherALimitOfOursNorAnInterruptForAFailure() {
    for (Code code : List.of(Code.LIMIT_REACHED, Code.INTERRUPTED)) {
      for (int i = 0; i < 10; i++) {
        failures.add(new ProblemException(new Problem(code, "no", "")));
        assertThatThrownBy(() -> client().call(Requests.saying("hi")))
            .isInstanceOf(ProblemException.class);
      }
    }
    for (int i = 0; i < 10; i++) {
      failures.add(ModelFailure.heldBack(Kind.RATE_LIMITED, "later", Duration.ofHours(1)));
      failing();
    }

    assertThat(client().call(Requests.saying("hi"))).isEqualTo(REPLY);
    assertThat(heard).isEmpty();
  }

  @Test
  void letsAnotherProbeAfterOneThatWasInterrupted() {
    failures.add(failure(Kind.UNAUTHORIZED));
    failing();
    pass(5);
    failures.add(new ProblemException(new Problem(Code.INTERRUPTED, "no", "")));
    assertThatThrownBy(() -> client().call(Requests.saying("hi")))
        .isInstanceOf(ProblemException.class);

    assertThat(client().call(Requests.saying("hi"))).isEqualTo(REPLY);
  }

  @Test
  void keepsModelsApart() {
    failures.add(failure(Kind.UNAUTHORIZED));
    failing();

    var other = Requests.saying("hi").withModel(dev.parley.model.ModelName.parse("openai/gpt-5"));
    assertThat(client().call(other)).isEqualTo(REPLY);
  }

  @Test
  void letsExactlyOneOfManyThreadsProbe() throws Exception {
    failures.add(failure(Kind.UNAUTHORIZED));
    failing();
    pass(5);
    var probes = new AtomicInteger();
    var heldBack = new CountDownLatch(63);
    ModelClient slow =
        _ -> {
          probes.incrementAndGet();
          await(heldBack);
          return REPLY;
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends =
          java.util.stream.IntStream.range(0, 64)
              .mapToObj(_ -> threads.submit(() -> callOrCount(slow, heldBack)))
              .toList();
      for (var end : ends) {
        end.get();
      }
    }

    assertThat(probes).hasValue(1);
    assertThat(client().call(Requests.saying("hi"))).isEqualTo(REPLY);
  }

  private void callOrCount(ModelClient slow, CountDownLatch heldBack) {
    try {
      new BreakingModelClient(slow, breakers, heard::add).call(Requests.saying("hi"));
    } catch (ModelFailure failure) {
      assertThat(failure.isHeldBack()).isTrue();
      heldBack.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private ModelFailure failing() {
    var failure =
        catchThrowableOfType(ModelFailure.class, () -> client().call(Requests.saying("hi")));
    assertThat(failure).isNotNull();
    return failure;
  }

  private ModelClient client() {
    ModelClient provider =
        _ -> {
          calls++;
          if (!failures.isEmpty()) {
            throw failures.remove();
          }
          return REPLY;
        };
    return new BreakingModelClient(provider, breakers, heard::add);
  }

  private static ModelFailure failure(Kind kind) {
    return new ModelFailure(kind, "it said no", Optional.empty());
  }

  private void pass(long seconds) {
    now.updateAndGet(instant -> instant.plusSeconds(seconds));
  }
}
