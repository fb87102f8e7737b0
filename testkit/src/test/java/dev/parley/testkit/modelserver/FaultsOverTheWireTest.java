package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.events;
import static dev.parley.testkit.modelserver.Caller.question;
import static dev.parley.testkit.modelserver.Protocol.ANTHROPIC;
import static dev.parley.testkit.modelserver.Protocol.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.testkit.modelserver.Caller.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsOverTheWireTest {

  private static final ScriptedAnswer.Reply LONG =
      ScriptedAnswer.text("A text that is long enough to take a good number of events. ".repeat(5));

  private static final byte[] NONE = {};

  private static HttpResponse<String> meet(Fault fault, Protocol protocol, ObjectNode body) {
    try (var server = ScriptedModelServer.start(_ -> fault.instead(LONG));
        var caller = new Caller(server)) {
      return caller.ask(protocol, body);
    }
  }

  private static ObjectNode streamed() {
    return question("Hi.").put("stream", true);
  }

  @Test
  void rateLimitSaysWhenToAskAgain() {
    var wait = Duration.ofMillis(1500);
    var anthropic = meet(Fault.rateLimited(wait), ANTHROPIC, question("Hi."));
    var openAi = meet(Fault.rateLimited(wait), OPENAI, streamed());

    assertThat(anthropic.statusCode()).isEqualTo(429);
    assertThat(body(anthropic).path("error").path("type").asText()).isEqualTo("rate_limit_error");
    assertThat(anthropic.headers().firstValue("retry-after")).hasValue("2");
    assertThat(anthropic.headers().firstValue("anthropic-ratelimit-requests-remaining"))
        .hasValue("0");
    assertThat(
            Instant.parse(
                anthropic.headers().firstValue("anthropic-ratelimit-tokens-reset").orElseThrow()))
        .isAfter(Instant.now());
    assertThat(openAi.statusCode()).isEqualTo(429);
    assertThat(body(openAi).path("error").path("code").asText()).isEqualTo("rate_limit_exceeded");
    assertThat(openAi.headers().firstValue("retry-after-ms")).hasValue("1500");
    assertThat(openAi.headers().firstValue("x-ratelimit-reset-tokens")).hasValue("1.5s");
  }

  @Test
  void rateLimitWithoutATimeLeavesTheHeaderOut() {
    Fault fault = _ -> new ScriptedAnswer.RateLimited(Optional.empty());

    var response = meet(fault, ANTHROPIC, question("Hi."));

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValue("retry-after")).isEmpty();
  }

  @Test
  void errorsHaveTheProvidersStatusAndForm() {
    var server = meet(Fault.serverError(), ANTHROPIC, question("Hi."));
    assertThat(server.statusCode()).isEqualTo(500);
    assertThat(body(server).path("error").path("type").asText()).isEqualTo("api_error");
    var overloaded = meet(Fault.overloaded(), ANTHROPIC, streamed());
    assertThat(overloaded.statusCode()).isEqualTo(529);
    assertThat(body(overloaded).path("error").path("type").asText()).isEqualTo("overloaded_error");
    assertThat(meet(Fault.serverError(), OPENAI, question("Hi.")).statusCode()).isEqualTo(500);
    assertThat(meet(Fault.overloaded(), OPENAI, question("Hi.")).statusCode()).isEqualTo(503);
    var broke = meet(Fault.outOfCredit(), OPENAI, question("Hi."));
    assertThat(broke.statusCode()).isEqualTo(429);
    assertThat(body(broke).path("error").path("code").asText()).isEqualTo("insufficient_quota");
    assertThat(meet(Fault.outOfCredit(), ANTHROPIC, question("Hi.")).body())
        .contains("credit balance is too low");
    var rejected = meet(Fault.rejected(403, "permission_error", "No."), OPENAI, question("Hi."));
    assertThat(rejected.statusCode()).isEqualTo(403);
    assertThat(body(rejected).path("error").path("message").asText()).isEqualTo("No.");
  }

  @ParameterizedTest
  @EnumSource
  void delayComesBeforeTheAnswer(Protocol protocol) {
    var began = System.nanoTime();

    var response = meet(Fault.delay(Duration.ofMillis(200)), protocol, question("Hi."));

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(200));
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void slowStreamPausesBeforeEachEvent() {
    var began = System.nanoTime();

    var response = meet(Fault.slow(Duration.ofMillis(10)), ANTHROPIC, streamed());

    var expected = Duration.ofMillis(10L * events(response).size());
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(expected);
    assertThat(events(response).getLast().name()).isEqualTo("message_stop");
  }

  @ParameterizedTest
  @EnumSource
  void hangUpClosesTheConnectionWithoutAWord(Protocol protocol) {
    assertThatThrownBy(() -> meet(Fault.hangUp(), protocol, question("Hi.")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void cutStreamEndsInTheMiddleOfTheConnection(Protocol protocol) throws Exception {
    var seen = readUntilCut(Fault.cutStream(4), protocol);

    assertThat(events(seen)).hasSize(4);
    assertThat(seen).doesNotContain("message_stop", "[DONE]");
  }

  @Test
  void cutStreamIsNeverComplete() throws Exception {
    var seen = readUntilCut(Fault.cutStream(1_000), ANTHROPIC);

    assertThat(events(seen).getLast().name()).isEqualTo("message_delta");
  }

  @ParameterizedTest
  @EnumSource
  void cutWholeAnswerEndsInTheMiddleOfItsBody(Protocol protocol) {
    assertThatThrownBy(() -> meet(Fault.cutStream(4), protocol, question("Hi.")))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void errorInStreamIsTheLastEventOfAProperStream() {
    var anthropic = events(meet(Fault.errorInStream(3), ANTHROPIC, streamed()));
    var openAi = events(meet(Fault.errorInStream(3), OPENAI, streamed()));

    assertThat(anthropic).hasSize(4);
    assertThat(anthropic.getLast().name()).isEqualTo("error");
    assertThat(anthropic.getLast().json().path("error").path("type").asText())
        .isEqualTo("overloaded_error");
    assertThat(openAi).hasSize(4);
    assertThat(openAi.getLast().json().path("error").path("message").asText()).isNotEmpty();
    assertThat(meet(Fault.errorInStream(3), ANTHROPIC, question("Hi.")).statusCode())
        .isEqualTo(529);
  }

  @ParameterizedTest
  @EnumSource
  void malformedAnswerIsNotJson(Protocol protocol) {
    var whole = meet(Fault.malformedJson(), protocol, question("Hi."));
    var streamed = meet(Fault.malformedJson(), protocol, streamed());

    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(body(whole).isMissingNode()).isTrue();
    assertThat(streamed.statusCode()).isEqualTo(200);
    assertThat(events(streamed))
        .singleElement()
        .satisfies(event -> assertThat(event.json().isMissingNode()).isTrue());
  }

  @Test
  void refusalHasItsOwnStopReasonOrField() {
    var anthropic = body(meet(Fault.refusal("I won't."), ANTHROPIC, question("Hi.")));
    var message =
        body(meet(Fault.refusal("I won't."), OPENAI, question("Hi."))).path("choices").get(0);
    var streamed = meet(Fault.refusal("I won't."), OPENAI, streamed());

    assertThat(anthropic.path("stop_reason").asText()).isEqualTo("refusal");
    assertThat(message.path("message").path("refusal").asText()).isEqualTo("I won't.");
    assertThat(message.path("message").get("content").isNull()).isTrue();
    assertThat(streamed.body()).contains("{\"refusal\":\"I won't.\"}");
  }

  @Test
  void truncatedAnswerStopsInTheMiddle() {
    var whole = ((Block.Text) LONG.blocks().getFirst()).text();
    var anthropic = body(meet(Fault.truncated(), ANTHROPIC, question("Hi.")));
    var choice = body(meet(Fault.truncated(), OPENAI, question("Hi."))).path("choices").get(0);

    assertThat(anthropic.path("stop_reason").asText()).isEqualTo("max_tokens");
    assertThat(anthropic.path("content").get(0).path("text").asText())
        .isEqualTo(whole.substring(0, whole.length() / 2));
    assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void truncatedToolCallHasHalfItsArguments() {
    var call = ScriptedAnswer.toolCall("write_file", Map.of("content", "x".repeat(100)));
    Fault truncated = _ -> new ScriptedAnswer.Truncated(call);

    var choice = body(meet(truncated, OPENAI, question("Hi."))).path("choices").get(0);
    var block = body(meet(truncated, ANTHROPIC, question("Hi."))).path("content").get(0);
    var events = events(meet(truncated, ANTHROPIC, streamed()));

    assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
    var arguments = choice.path("message").path("tool_calls").get(0).path("function");
    assertThat(arguments.path("arguments").asText()).startsWith("{\"content\":\"xx").endsWith("x");
    assertThat(block.path("input")).isEqualTo(Json.object());
    assertThat(events.stream().map(Event::data).filter(data -> data.contains("partial_json")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void closingTheServerEndsStallsAtOnce(Protocol protocol) throws Exception {
    for (var fault : new Fault[] {Fault.stall(), Fault.stallStream(3)}) {
      var server = ScriptedModelServer.start(_ -> fault.instead(LONG));
      try (var caller = new Caller(server)) {
        var body = streamed();
        var path = protocol == ANTHROPIC ? "/v1/messages" : "/v1/chat/completions";
        var headers = protocol == ANTHROPIC ? Caller.anthropicHeaders() : Caller.openAiHeaders();
        var answer =
            caller
                .http()
                .sendAsync(caller.request(path, body.toString(), headers), BodyHandlers.ofString());
        while (server.requests().isEmpty()) {
          Thread.sleep(5);
        }
        Thread.sleep(50);
        assertThat(answer).isNotDone();

        var began = System.nanoTime();
        server.close();

        assertThat(answer).failsWithin(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
      }
    }
  }

  /** What arrives before the connection breaks, which it must. */
  private static String readUntilCut(Fault fault, Protocol protocol) throws Exception {
    try (var server = ScriptedModelServer.start(_ -> fault.instead(LONG));
        var caller = new Caller(server)) {
      var anthropic = protocol == ANTHROPIC;
      var request =
          caller.request(
              anthropic ? "/v1/messages" : "/v1/chat/completions",
              streamed().toString(),
              anthropic ? Caller.anthropicHeaders() : Caller.openAiHeaders());
      var seen = new ByteArrayOutputStream();
      var handler = BodyHandlers.ofByteArrayConsumer(bytes -> seen.writeBytes(bytes.orElse(NONE)));

      assertThatThrownBy(() -> caller.http().send(request, handler))
          .isInstanceOf(IOException.class);
      return seen.toString(StandardCharsets.UTF_8);
    }
  }
}
