package dev.parley.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.LlmPayload.CacheHit;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.InMemoryResponseCache;
import dev.parley.testkit.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions that were asked before. */
@Timeout(60)
class RecallTest {

  private static final RunId RUN = new RunId("run-1");
  private static final ModelName MODEL = new ModelName("anthropic", "claude-haiku-4-5");
  private static final TokenUsage USAGE = new TokenUsage(100, 20, 3, 4);
  private static final String GOOD = "{\"title\": \"good\"}";

  private final ManualClock clock = new ManualClock();
  private final InMemoryResponseCache cache =
      new InMemoryResponseCache(ResponseCache.Bounds.STANDARD);
  private final Queue<LlmPayload> heard = new ConcurrentLinkedQueue<>();
  private final Queue<ModelRequest> asked = new ConcurrentLinkedQueue<>();
  private final AnswerCache answers = new AnswerCache(cache, clock);
  private String server = "https://a";
  private String system = "Answer.";
  private int attempt = 1;
  private Function<JsonObject, String> reader = json -> json.string("title");
  private boolean lasting = true;
  private ModelClient model = _ -> said(GOOD, StopReason.END);

  private static ModelReply said(String text, StopReason stop) {
    return new ModelReply(text, List.of(), stop, Optional.of(USAGE));
  }

  private StructuredCall calls(AnswerCache through) {
    return new StructuredCall(
        request -> {
          asked.add(request);
          return model.call(request);
        },
        new JacksonJsonCodec(),
        Optional.of(new Recall(through, _ -> server, (_, _) -> new Money(500), heard::add)));
  }

  private Answer<String> ask(PromptText prompt) {
    return ask(answers, MODEL, Role.PLANNING, prompt);
  }

  private Answer<String> ask(AnswerCache through, ModelName name, Role role, PromptText prompt) {
    var context =
        new CallContext(
            RUN,
            Optional.of(new AttemptId(RUN, new TaskId("T1"), attempt)),
            new Fence(StreamId.draft(RUN), 1));
    var request =
        new ModelRequest(
            role,
            name,
            context,
            system,
            List.of(new Message.User(prompt.text())),
            List.of(),
            Optional.of(new AnswerSchema("answer", "{}")),
            100,
            true);
    return calls(through).ask(new Question<>(request, prompt, reader, reader, _ -> lasting));
  }

  private static PromptText prompt(String nonce) {
    return new PromptText.Builder().fixed("what ").passing(nonce).fixed(" now").build();
  }

  @Test
  void theSameQuestionIsPaidForOnce() {
    assertThat(ask(prompt("0123"))).isEqualTo(new Answer.Answered<>("good"));
    assertThat(ask(prompt("4567"))).isEqualTo(new Answer.Answered<>("good"));

    assertThat(asked).hasSize(1);
    assertThat(heard)
        .containsExactly(
            new CacheHit(
                Role.PLANNING,
                MODEL,
                Optional.of(new AttemptId(RUN, new TaskId("T1"), 1)),
                Optional.of(USAGE),
                new Money(500)));
  }

  @Test
  void whatAnotherModelAnsweredInItsPlaceIsNotKeptAsItsAnswer() {
    model = _ -> said(GOOD, StopReason.END).byStandIn();
    ask(prompt("0123"));
    model = _ -> said(GOOD, StopReason.END);

    ask(prompt("0123"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void whateverCanChangeTheAnswerIsAnotherQuestion() {
    ask(prompt("0123"));

    ask(PromptText.of("what 0123 now"));
    ask(answers, new ModelName("anthropic", "claude-opus-5"), Role.PLANNING, prompt("0123"));
    ask(answers, new ModelName("other", "claude-haiku-4-5"), Role.PLANNING, prompt("0123"));
    ask(answers, MODEL, Role.REVIEW, prompt("0123"));
    server = "https://b";
    ask(prompt("0123"));
    server = "https://a";
    system = "Answer well.";
    ask(prompt("0123"));

    assertThat(asked).hasSize(7);
    assertThat(heard).isEmpty();
  }

  @Test
  void anAnswerThatItsReaderRefusedIsNotKept() {
    var replies = new ConcurrentLinkedQueue<>(List.of("{\"no\": 1}", GOOD, GOOD));
    model = _ -> said(replies.remove(), StopReason.END);

    assertThat(ask(prompt("0123"))).isEqualTo(new Answer.Answered<>("good"));
    assertThat(asked).hasSize(2);
    assertThat(ask(prompt("0123"))).isEqualTo(new Answer.Answered<>("good"));

    assertThat(asked).hasSize(3);
    assertThat(heard).isEmpty();
  }

  @Test
  void aKeptAnswerThatIsNotReadAnyMoreIsForgotten() {
    ask(prompt("0123"));
    reader =
        json -> {
          if (json.string("title").equals("good")) {
            throw new MalformedAnswerException("good is not good enough");
          }
          return json.string("title");
        };
    model = _ -> said("{\"title\": \"better\"}", StopReason.END);

    assertThat(ask(prompt("0123"))).isEqualTo(new Answer.Answered<>("better"));
    assertThat(ask(prompt("0123"))).isEqualTo(new Answer.Answered<>("better"));
    assertThat(asked).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(value = StopReason.class, names = "END", mode = EnumSource.Mode.EXCLUDE)
  void onlyWholeAnswersAreKept(StopReason stop) {
    model = _ -> said(GOOD, stop);

    ask(prompt("0123"));
    ask(prompt("0123"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void anAnswerWithASecretIsNotKept() {
    model =
        _ -> said("{\"title\": \"ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8\"}", StopReason.END);

    ask(prompt("0123"));
    ask(prompt("0123"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void whatDoesNotLastServesItsOwnAttemptOnly() {
    lasting = false;
    ask(prompt("0123"));
    ask(prompt("0123"));
    assertThat(asked).hasSize(1);

    attempt = 2;
    ask(prompt("0123"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void anAnswerThatSpeaksOfWhatHasChangedIsAskedForAnew() {
    model = _ -> said("{\"title\": \"see 0123\"}", StopReason.END);
    ask(prompt("0123"));

    ask(prompt("4567"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void aDamagedEntryIsAMiss() {
    ask(prompt("0123"));
    var spoiling = new Spoiling(cache, content -> content.replace("good", "evil"));

    assertThat(ask(new AnswerCache(spoiling, clock), MODEL, Role.PLANNING, prompt("0123")))
        .isEqualTo(new Answer.Answered<>("good"));

    assertThat(asked).hasSize(2);
  }

  @Test
  void aCacheThatFailsCostsNoCall() {
    var failing =
        new Spoiling(
            cache,
            _ -> {
              throw new IllegalStateException("no store");
            });
    var through = new AnswerCache(failing, clock);

    ask(through, MODEL, Role.PLANNING, prompt("0123"));
    ask(through, MODEL, Role.PLANNING, prompt("0123"));

    assertThat(asked).hasSize(2);
  }

  /** A cache that does something else to what is read and written. */
  private record Spoiling(ResponseCache real, Function<String, String> how)
      implements ResponseCache {

    @Override
    public Optional<String> find(String key, Instant now) {
      return Optional.of(how.apply(real.find(key, now).orElse("")));
    }

    @Override
    public void keep(String key, String content, Instant now) {
      real.keep(key, how.apply(content), now);
    }

    @Override
    public void drop(String key) {
      real.drop(how.apply(key));
    }
  }

  @Test
  void ofManyWhoAskTheSameAtOnceOneAsksTheModel() throws Exception {
    var together = new CyclicBarrier(8);
    List<Callable<Answer<String>>> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String nonce = "nonce" + i;
      callers.add(() -> {
        together.await();
        return ask(prompt(nonce));
      });
    }

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : executor.invokeAll(callers)) {
        assertThat(answer.get()).isEqualTo(new Answer.Answered<>("good"));
      }
    }

    assertThat(asked).hasSize(1);
    assertThat(heard).hasSize(7);
  }

  @Test
  void whoeverWaitedForACallThatFailedAsksByItself() throws Exception {
    var calling = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    model =
        _ -> {
          if (asked.size() == 1) {
            calling.countDown();
            awaitQuietly(goOn);
            throw new ModelFailure(ModelFailure.Kind.SERVER_ERROR, "no", Optional.empty());
          }
          return said(GOOD, StopReason.END);
        };

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = executor.submit(() -> ask(prompt("0123")));
      calling.await();
      var second = executor.submit(() -> ask(prompt("4567")));
      goOn.countDown();

      assertThatThrownBy(first::get).hasCauseInstanceOf(ModelFailure.class);
      assertThat(second.get()).isEqualTo(new Answer.Answered<>("good"));
    }
  }

  @Test
  void aWaitEndsWithAnInterrupt() throws Exception {
    var calling = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    model =
        _ -> {
          calling.countDown();
          awaitQuietly(goOn);
          return said(GOOD, StopReason.END);
        };

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = executor.submit(() -> ask(prompt("0123")));
      calling.await();
      var second =
          executor.submit(() -> {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> ask(prompt("4567")))
                .isInstanceOfSatisfying(
                    ProblemException.class,
                    e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
            return Thread.interrupted();
          });

      assertThat(second.get()).isTrue();
      goOn.countDown();
      assertThat(first.get()).isEqualTo(new Answer.Answered<>("good"));
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
