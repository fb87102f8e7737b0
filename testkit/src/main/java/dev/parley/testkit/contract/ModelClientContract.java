package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.event.Fence;
import dev.parley.event.StreamId;
import dev.parley.llm.CallContext;
import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.llm.ToolCall;
import dev.parley.llm.ToolSpec;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.ProblemException;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.ModelScene;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every {@link ModelClient} promises. */
public abstract class ModelClientContract {

  protected static final RunId RUN = new RunId("run-1");
  protected static final AttemptId ATTEMPT = new AttemptId(RUN, new TaskId("T1"), 1);
  protected static final List<ToolSpec> TOOLS =
      List.of(
          new ToolSpec(
              "read_file",
              "Reads a file.",
              List.of(
                  new ToolSpec.Parameter("path", ToolSpec.Kind.STRING, "Where it is.", true),
                  new ToolSpec.Parameter("start_line", ToolSpec.Kind.INTEGER, "From 1.", false))));

  /** A client before a model that plays these scenes for the role {@code coding}, one a call. */
  protected abstract ModelClient client(ModelScene... scenes);

  /** The model the client is asked for. */
  protected ModelName model() {
    return new ModelName("anthropic", "claude-haiku-4-5");
  }

  /** Whether answers are asked for in pieces. */
  protected boolean stream() {
    return false;
  }

  /** A request of the role {@code coding}, with tools. */
  protected final ModelRequest request(Message... messages) {
    return new ModelRequest(
        Role.CODING,
        model(),
        new CallContext(RUN, Optional.of(ATTEMPT), new Fence(StreamId.attempt(ATTEMPT), 1)),
        "You write code.",
        List.of(messages),
        TOOLS,
        Optional.empty(),
        8_192,
        stream());
  }

  private ModelRequest hello() {
    return request(new Message.User("Task: T1\nAttempt: 1\nSay hello."));
  }

  @Test
  void answersInWordsWithTheUsageReported() {
    var usage = new TokenUsage(120, 34, 0, 56);

    ModelReply reply =
        client(new ModelScene.Says("Hällo \"wörld\" \uD83D\uDE00\n", usage)).call(hello());

    assertThat(reply.text()).isEqualTo("Hällo \"wörld\" \uD83D\uDE00\n");
    assertThat(reply.toolCalls()).isEmpty();
    assertThat(reply.stopReason()).isEqualTo(StopReason.END);
    assertThat(reply.usage()).contains(usage);
  }

  @Test
  void passesToolCallsOnWithIdsAndArguments() {
    var asked =
        new ModelScene.AsksFor(
            List.of(
                new ToolCall("a", "read_file", "{\"path\":\"a.txt\"}"),
                new ToolCall("b", "read_file", "{\"path\":\"b.txt\",\"start_line\":3}")));

    ModelReply reply = client(asked).call(hello());

    assertThat(reply.stopReason()).isEqualTo(StopReason.TOOL_USE);
    assertThat(reply.toolCalls()).extracting(ToolCall::name).containsOnly("read_file");
    assertThat(reply.toolCalls()).extracting(ToolCall::id).doesNotHaveDuplicates().hasSize(2);
    assertThat(reply.toolCalls())
        .extracting(call -> call.arguments().replace(" ", ""))
        .containsExactly("{\"path\":\"a.txt\"}", "{\"path\":\"b.txt\",\"start_line\":3}");
  }

  @Test
  void goesOnAfterToolResultsErrorsAmongThem() {
    ModelClient client =
        client(
            new ModelScene.AsksFor(
                List.of(
                    new ToolCall("a", "read_file", "{\"path\":\"a.txt\"}"),
                    new ToolCall("b", "read_file", "{\"path\":\"b.txt\"}"))),
            ModelScene.says("Done."));
    var first = new Message.User("Task: T1\nAttempt: 1\nRead a.txt and b.txt.");
    ModelReply asked = client.call(request(first));
    List<ToolCall> calls = asked.toolCalls();

    ModelReply reply =
        client.call(
            request(
                first,
                new Message.Assistant(asked.text(), calls),
                new Message.ToolResult(calls.get(0).id(), "read_file", "1 hello", false),
                new Message.ToolResult(calls.get(1).id(), "read_file", "no such file", true)));

    assertThat(reply.text()).isEqualTo("Done.");
  }

  @Test
  void tellsARefusalFromAnAnswer() {
    ModelReply reply = client(new ModelScene.Refuses("I will not.")).call(hello());

    assertThat(reply.stopReason()).isEqualTo(StopReason.REFUSED);
  }

  @Test
  void tellsAnAnswerThatWasCutAtTheLimit() {
    ModelReply reply =
        client(new ModelScene.CutAtTheLimit("one two three four five six seven")).call(hello());

    assertThat(reply.stopReason()).isEqualTo(StopReason.LENGTH);
    assertThat("one two three four five six seven").startsWith(reply.text());
  }

  @ParameterizedTest
  @EnumSource(ModelFailure.Kind.class)
  void failsWithTheKindOfTheFault(ModelFailure.Kind kind) {
    ModelClient client = client(ModelScene.fails(kind));

    assertThatThrownBy(() -> client.call(hello()))
        .isInstanceOfSatisfying(
            ModelFailure.class, failure -> assertThat(failure.kind()).isEqualTo(kind));
  }

  @Test
  void passesOnHowLongTheProviderAsksToWait() {
    ModelClient client =
        client(
            new ModelScene.Fails(
                ModelFailure.Kind.RATE_LIMITED, Optional.of(Duration.ofSeconds(7))));

    assertThatThrownBy(() -> client.call(hello()))
        .isInstanceOfSatisfying(
            ModelFailure.class,
            failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @Test
  void anInterruptEndsACallUnderWay() throws Exception {
    var asked = new CountDownLatch(1);
    ModelClient client = client(new ModelScene.FallsSilent(asked));
    var call = new FutureTask<>(() -> interruptedIn(client));
    Thread caller = Thread.ofVirtual().start(call);

    assertThat(asked.await(30, TimeUnit.SECONDS)).as("the call arrived").isTrue();
    caller.interrupt();

    assertThat(call.get(10, TimeUnit.SECONDS)).as("the interrupt is kept").isTrue();
  }

  @Test
  void anInterruptedThreadMakesNoCall() throws Exception {
    ModelClient client = client(new ModelScene.FallsSilent(new CountDownLatch(1)));
    var call =
        new FutureTask<>(() -> {
          Thread.currentThread().interrupt();
          return interruptedIn(client);
        });
    Thread.ofVirtual().start(call);

    assertThat(call.get(30, TimeUnit.SECONDS)).as("the interrupt is kept").isTrue();
  }

  private boolean interruptedIn(ModelClient client) {
    assertThatThrownBy(() -> client.call(hello()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
    return Thread.currentThread().isInterrupted();
  }

  @Test
  void answersManyCallersAtOnce() throws ExecutionException, InterruptedException {
    int callers = 32;
    ModelClient client =
        client(
            IntStream.range(0, callers)
                .mapToObj(_ -> ModelScene.says("hello"))
                .toArray(ModelScene[]::new));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ModelReply>> replies =
          IntStream.range(0, callers)
              .mapToObj(_ -> threads.submit(() -> client.call(hello())))
              .toList();

      for (Future<ModelReply> reply : replies) {
        assertThat(reply.get().text()).isEqualTo("hello");
      }
    }
  }
}
