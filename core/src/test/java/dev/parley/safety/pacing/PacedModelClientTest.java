package dev.parley.safety.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.llm.LlmPayload;
import dev.parley.llm.LlmPayload.CallDelayed;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Pause;
import dev.parley.llm.QuotaReport;
import dev.parley.llm.QuotaReport.Dimension;
import dev.parley.llm.QuotaReport.Quota;
import dev.parley.llm.Requests;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.TokenUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacedModelClientTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final long LIMIT = 60_000;
  private static final TokenUsage USAGE = new TokenUsage(2_000, 1_000, 0, 0);
  private static final ModelRequest REQUEST = Requests.saying("x".repeat(4_000));

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final List<LlmPayload> heard = new CopyOnWriteArrayList<>();
  private final Pacer pacer = new Pacer(now::get);
  private final Pause pause =
      time -> {
        waits.add(time);
        now.updateAndGet(instant -> instant.plus(time));
      };

  @Test
  void waitsUntilTheProviderHasRoom() {
    report(0);

    client(_ -> reply()).call(REQUEST);

    // What it needs and the margin, at 1,000 tokens a second.
    assertThat(waited()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    assertThat(waits)
        .allSatisfy(wait -> assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  void tellsAWaitOnceAndThenEveryHalfMinute() {
    report(0);
    for (int i = 0; i < 20; i++) {
      client(_ -> reply()).call(REQUEST);
    }
    long longWaits = heard.size();
    assertThat(heard)
        .allSatisfy(payload -> {
          var delayed = (CallDelayed) payload;
          assertThat(delayed.reason()).isEqualTo(CallDelayed.RATE_LIMIT);
          assertThat(delayed.waitMillis()).isGreaterThanOrEqualTo(1_000);
        });
    assertThat(longWaits).isBetween(1L, 20L);
  }

  @Test
  void holdsACallBackThatWouldWaitForAnotherDay() {
    pacer.heard(
        Requests.MODEL,
        new QuotaReport(
            Map.of(Dimension.REQUESTS, new Quota(100, 0, Optional.of(Duration.ofHours(24)))),
            Duration.ZERO));

    assertThatThrownBy(() -> client(_ -> reply()).call(REQUEST))
        .isInstanceOfSatisfying(
            ModelFailure.class,
            failure -> {
              assertThat(failure.isHeldBack()).isTrue();
              assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
              assertThat(failure.retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(15));
            });
    assertThat(waits).isEmpty();
  }

  @Test
  void anInterruptEndsTheWaitAndLeavesThePlaceToOthers() {
    report(0);
    Pause interrupted =
        _ -> {
          throw new ProblemException(new Problem(Code.INTERRUPTED, "interrupted", ""));
        };
    var first = new PacedModelClient(_ -> reply(), pacer, interrupted, heard::add);
    assertThatThrownBy(() -> first.call(REQUEST)).isInstanceOf(ProblemException.class);

    client(_ -> reply()).call(REQUEST);

    assertThat(waited()).isLessThan(Duration.ofSeconds(8));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyEndLeavesRoomForTheNext(Kind kind) {
    for (int i = 0; i < 100; i++) {
      assertThatThrownBy(() ->
              client(
                      _ -> {
                        throw new ModelFailure(kind, "no", Optional.empty());
                      })
                  .call(REQUEST))
          .isInstanceOf(ModelFailure.class);
    }
    for (Code code : List.of(Code.LIMIT_REACHED, Code.INTERRUPTED)) {
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() ->
                client(
                        _ -> {
                          throw new ProblemException(new Problem(code, "no", ""));
                        })
                    .call(REQUEST))
            .isInstanceOf(ProblemException.class);
      }
    }

    assertThat(client(_ -> reply()).call(REQUEST)).isEqualTo(reply());
    assertThat(waits).isEmpty();
  }

  @Test
  void everybodyWaitsAsLongAsAProviderAsksThatSaysNothingOfItsLimits() {
    var refusal = new ModelFailure(Kind.RATE_LIMITED, "no", Optional.of(Duration.ofSeconds(20)));
    assertThatThrownBy(() ->
            client(
                    _ -> {
                      throw refusal;
                    })
                .call(REQUEST))
        .isSameAs(refusal);

    client(_ -> reply()).call(REQUEST);

    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void letsFourCallsGoAtATimeWhereNothingIsKnown() throws Exception {
    var time = new SharedTime(START);
    var underWay = new AtomicInteger();
    var most = new AtomicInteger();
    ModelClient slow =
        _ -> {
          most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
          time.waitFor(Duration.ofSeconds(10));
          underWay.decrementAndGet();
          return reply();
        };

    inThreads(4, 1, time, new PacedModelClient(slow, new Pacer(time), time, heard::add));
    assertThat(most).hasValue(4);

    most.set(0);
    inThreads(16, 1, time, new PacedModelClient(slow, new Pacer(time), time, heard::add));
    assertThat(most.get()).isBetween(4, 7);
  }

  @Test
  void manyThreadsNeverStartMoreThanThereIs() throws Exception {
    var time = new SharedTime(START);
    var shared = new Pacer(time);
    shared.heard(Requests.MODEL, saying(LIMIT));
    var taken = new AtomicLong();
    var over = new CopyOnWriteArrayList<Long>();
    ModelClient provider =
        _ -> {
          long sum = taken.addAndGet(USAGE.limited());
          long could = LIMIT + Duration.between(START, time.instant()).toMillis();
          if (sum > could) {
            over.add(sum - could);
          }
          time.waitFor(Duration.ofMillis(300));
          return reply();
        };

    var client = new PacedModelClient(provider, shared, time, heard::add);

    // Learns first what such calls count, so that what is expected is what is taken.
    inThreads(1, 10, time, client);
    inThreads(32, 3, time, client);

    assertThat(taken).hasValue((10 + 32 * 3) * USAGE.limited());
    assertThat(over).isEmpty();
    // Nothing is left lying either: a little more than the margin at the most.
    long could = LIMIT + Duration.between(START, time.instant()).toMillis();
    assertThat(taken.get()).isGreaterThan((long) (0.95 * could));
  }

  private void inThreads(int count, int calls, SharedTime time, ModelClient client)
      throws Exception {
    time.join(count);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = new ArrayList<Future<?>>();
      for (int i = 0; i < count; i++) {
        ends.add(
            threads.submit(() -> {
              try {
                for (int call = 0; call < calls; call++) {
                  assertThat(client.call(REQUEST)).isEqualTo(reply());
                }
              } finally {
                time.leave();
              }
            }));
      }
      for (var end : ends) {
        end.get();
      }
    }
  }

  private void report(long remaining) {
    pacer.heard(Requests.MODEL, saying(remaining));
  }

  private static QuotaReport saying(long remaining) {
    return new QuotaReport(
        Map.of(Dimension.TOKENS, new Quota(LIMIT, remaining, Optional.empty())), Duration.ZERO);
  }

  private PacedModelClient client(ModelClient provider) {
    return new PacedModelClient(provider, pacer, pause, heard::add);
  }

  private Duration waited() {
    return waits.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static ModelReply reply() {
    return new ModelReply("hello", List.of(), StopReason.END, Optional.of(USAGE));
  }
}
