package dev.parley.adapters.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.langchain4j.ProviderSettings.Protocol;
import dev.parley.adapters.langchain4j.TinyServer.Answer;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelFailure.Kind;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedAnswer.Ending;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a call that goes wrong. */
class FailuresTest {

  private static final ScriptedAnswer.Reply LONG = ScriptedAnswer.text("a long answer ".repeat(50));

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST", "401, UNAUTHORIZED", "402, OUT_OF_CREDIT", "403, UNAUTHORIZED",
    "404, BAD_REQUEST", "408, SERVER_ERROR", "409, SERVER_ERROR", "413, BAD_REQUEST",
    "422, BAD_REQUEST", "429, RATE_LIMITED", "500, SERVER_ERROR", "502, SERVER_ERROR",
    "503, OVERLOADED", "504, SERVER_ERROR", "529, OVERLOADED", "307, BAD_REQUEST"
  })
  void eachStatusHasItsKind(int status, Kind kind) throws IOException {
    var failure = answeredWith(Answer.json(status, "{\"error\":{\"message\":\"because\"}}"));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.getMessage()).startsWith("HTTP " + status + ": ");
    assertThat(failure.maybeBilled()).isEqualTo(kind == Kind.SERVER_ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {'error':{'code':'insufficient_quota','message':'You exceeded your quota'}}",
        "429 | {'error':{'type':'insufficient_quota','message':'x'}}",
        "400 | {'type':'error','error':{'type':'invalid_request_error',"
            + "'message':'Your credit balance is too low'}}",
        "402 | "
      })
  void anAccountWithoutCreditIsNotARateLimit(int status, String body) throws IOException {
    String json = String.valueOf(body).replace('\'', '"');

    assertThat(answeredWith(Answer.json(status, json)).kind()).isEqualTo(Kind.OUT_OF_CREDIT);
  }

  @ParameterizedTest
  @CsvSource({
    "retry-after, 7, 7000",
    "retry-after, 0, 0",
    "retry-after, 1.5, 1500",
    "retry-after-ms, 250, 250",
    "retry-after, 'Tue, 01 Sep 2026 12:01:30 GMT', 90000",
    "retry-after, 'Tue, 01 Sep 2026 11:00:00 GMT', 0"
  })
  void readsHowLongToWaitInEachForm(String header, String value, long millis) throws IOException {
    var failure = answeredWith(Answer.json(429, "{}").with(header, value));

    assertThat(failure.retryAfter()).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-5", "NaN", "''"})
  void ignoresAWaitThatIsNone(String value) throws IOException {
    var failure = answeredWith(Answer.json(429, "{}").with("retry-after", value));

    assertThat(failure.retryAfter()).isEmpty();
  }

  @Test
  void repeatsTheProvidersWordsInOneShortLine() throws IOException {
    var failure =
        answeredWith(
            Answer.json(400, "{\"error\":{\"message\":\"line\\none " + "x".repeat(5_000) + "\"}}")
                .with("request-id", "req_1"));

    assertThat(failure.getMessage())
        .startsWith("HTTP 400: line one xxx")
        .endsWith("(request req_1)")
        .hasSizeLessThan(600);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void neverRepeatsTheKey(Protocol protocol) throws IOException {
    var echo = Answer.json(401, "{\"error\":{\"message\":\"wrong key: " + Calls.KEY + "\"}}");
    try (var server = new TinyServer(echo)) {
      ModelClient client = Calls.client(protocol, server.url());
      ModelFailure failure = Calls.failure(client, Calls.hello(protocol, false));

      var trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      assertThat(trace.toString()).doesNotContain(Calls.KEY).contains("wrong key: ***");
      assertThat(client.toString()).doesNotContain(Calls.KEY);
      assertThat(new ProviderSettings("p", protocol, server.url(), Calls.KEY).toString())
          .doesNotContain(Calls.KEY);
    }
  }

  @Test
  void aRefusedConnectionWasNotSentAndIsNotBilled() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var client = Calls.client(Protocol.OPENAI, "http://127.0.0.1:" + port);

    ModelFailure failure = Calls.failure(client, Calls.hello(Protocol.OPENAI, false));

    assertThat(failure.kind()).isEqualTo(Kind.CONNECTION);
    assertThat(failure.maybeBilled()).isFalse();
    assertThat(failure).hasMessage("connection refused");
  }

  @ParameterizedTest
  @CsvSource({"ANTHROPIC, false", "ANTHROPIC, true", "OPENAI, false", "OPENAI, true"})
  void silenceEndsTheCallAndMayBeBilled(Protocol protocol, boolean stream) {
    ModelFailure failure = scripted(protocol, stream, new ScriptedAnswer.Stall());

    assertThat(failure.kind()).isEqualTo(Kind.CONNECTION);
    assertThat(failure.maybeBilled()).isTrue();
    assertThat(failure).hasMessage("no byte arrived for 400 ms");
  }

  @ParameterizedTest
  @CsvSource({
    "ANTHROPIC, true, 0", "ANTHROPIC, true, 3", "ANTHROPIC, true, 1000",
    "OPENAI, true, 0", "OPENAI, true, 3", "OPENAI, true, 100",
    "ANTHROPIC, false, 1", "OPENAI, false, 1"
  })
  void anAnswerCutOffIsNeverAShortAnswer(Protocol protocol, boolean stream, int events) {
    ModelFailure failure =
        scripted(protocol, stream, new ScriptedAnswer.BrokenStream(LONG, events, Ending.CUT));

    assertThat(failure.kind()).isEqualTo(Kind.CONNECTION);
    assertThat(failure.maybeBilled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aStreamThatFallsSilentIsGivenUp(Protocol protocol) {
    ModelFailure failure =
        scripted(protocol, true, new ScriptedAnswer.BrokenStream(LONG, 4, Ending.SILENCE));

    assertThat(failure.kind()).isEqualTo(Kind.CONNECTION);
    assertThat(failure).hasMessage("no byte arrived for 400 ms");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anErrorInsideAStreamIsAFailureThatMayBeBilled(Protocol protocol) {
    ModelFailure failure =
        scripted(protocol, true, new ScriptedAnswer.BrokenStream(LONG, 4, Ending.ERROR_EVENT));

    assertThat(failure.kind().transientFault()).isTrue();
    assertThat(failure.maybeBilled()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"ANTHROPIC, false", "ANTHROPIC, true", "OPENAI, false", "OPENAI, true"})
  void anAnswerThatIsNotJsonIsTheServersFault(Protocol protocol, boolean stream) {
    ModelFailure failure = scripted(protocol, stream, new ScriptedAnswer.MalformedJson());

    assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
    assertThat(failure.maybeBilled()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aSlowStreamThatKeepsTalkingIsWhole(Protocol protocol) {
    var reply = ScriptedAnswer.text("slow but sure");
    var slow = new ScriptedAnswer.Slow(reply, Duration.ofMillis(60));
    try (var server = ScriptedModelServer.start(_ -> slow)) {
      ModelReply answer =
          Calls.impatient(protocol, url(protocol, server)).call(Calls.hello(protocol, true));

      assertThat(answer.text()).isEqualTo("slow but sure");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void anAnswerThatComesWholeThoughAStreamWasAskedForIsTaken(Protocol protocol) throws IOException {
    try (var server = new TinyServer(Answer.json(200, whole(protocol, true)))) {
      ModelReply reply = Calls.client(protocol, server.url()).call(Calls.hello(protocol, true));

      assertThat(reply.text()).isEqualTo("ok");
      assertThat(reply.stopReason()).isEqualTo(StopReason.END);
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void usageThatWasNotReportedIsNotZero(Protocol protocol) throws IOException {
    try (var server = new TinyServer(Answer.json(200, whole(protocol, false)))) {
      ModelReply reply = Calls.client(protocol, server.url()).call(Calls.hello(protocol, false));

      assertThat(reply.usage()).isEmpty();
    }
  }

  @Test
  void anAnswerBeyondAnyMeasureIsCutOff() throws IOException {
    String endless = "{\"content\":\"" + "x".repeat(Json.MAX_BYTES) + "\"}";
    try (var server = new TinyServer(Answer.json(200, endless))) {
      ModelFailure failure =
          Calls.failure(
              Calls.client(Protocol.OPENAI, server.url()), Calls.hello(Protocol.OPENAI, false));

      assertThat(failure).hasMessage("the answer is larger than 16777216 bytes");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ANTHROPIC | data: {'type':'content_block_start','index':0,'content_block':"
            + "{'type':'text','text':'ok'}}##data: {'type':'message_delta','delta':"
            + "{'stop_reason':'end_turn'}}##data: {'type':'message_stop'}",
        "OPENAI | data: {'choices':[{'delta':{'content':'ok'},'finish_reason':'stop'}]}",
        "OPENAI | data:{'choices':[{'delta':{'content':'ok'},'finish_reason':'stop'}]}##data:[DONE]"
      })
  void aLastEventThatIsWholeNeedsNoEmptyLine(Protocol protocol, String events) throws IOException {
    String body = events.replace('\'', '"').replace("##", "\n\n");
    try (var server = new TinyServer(Answer.events(body))) {
      ModelReply reply = Calls.client(protocol, server.url()).call(Calls.hello(protocol, true));

      assertThat(reply.text()).isEqualTo("ok");
      assertThat(reply.usage()).isEmpty();
    }
  }

  private static String whole(Protocol protocol, boolean usage) {
    return switch (protocol) {
      case ANTHROPIC ->
          "{\"content\":[{\"type\":\"text\",\"text\":\"ok\"}],\"stop_reason\":\"end_turn\""
              + (usage ? ",\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}" : "}");
      case OPENAI ->
          "{\"choices\":[{\"message\":{\"content\":\"ok\"},\"finish_reason\":\"stop\"}]"
              + (usage ? ",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}" : "}");
    };
  }

  private static ModelFailure answeredWith(Answer answer) throws IOException {
    try (var server = new TinyServer(answer)) {
      return Calls.failure(
          Calls.client(Protocol.OPENAI, server.url()), Calls.hello(Protocol.OPENAI, false));
    }
  }

  private static ModelFailure scripted(Protocol protocol, boolean stream, ScriptedAnswer answer) {
    try (var server = ScriptedModelServer.start(_ -> answer)) {
      return Calls.failure(
          Calls.impatient(protocol, url(protocol, server)), Calls.hello(protocol, stream));
    }
  }

  private static String url(Protocol protocol, ScriptedModelServer server) {
    return protocol == Protocol.ANTHROPIC ? server.anthropicUrl() : server.openAiUrl();
  }
}
