package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.KEY;
import static dev.parley.testkit.modelserver.Caller.anthropicHeaders;
import static dev.parley.testkit.modelserver.Caller.body;
import static dev.parley.testkit.modelserver.Caller.openAiHeaders;
import static dev.parley.testkit.modelserver.Caller.question;
import static dev.parley.testkit.modelserver.Protocol.ANTHROPIC;
import static dev.parley.testkit.modelserver.Protocol.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedModelServerTest {

  private static final ModelScript HELLO = _ -> ScriptedAnswer.text("Hello.");

  @Test
  void refusesACallWithoutAKey() {
    try (var server = ScriptedModelServer.start(HELLO);
        var caller = new Caller(server)) {
      var body = question("Hi.").toString();
      for (var headers : List.of(Map.<String, String>of(), Map.of("x-api-key", " "))) {
        var response = caller.post("/v1/messages", body, headers);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(body(response).path("error").path("type").asText())
            .isEqualTo("authentication_error");
      }
      for (var headers : List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer "))) {
        var response = caller.post("/v1/chat/completions", body, headers);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("You didn't provide an API key");
      }
    }
  }

  @Test
  void refusesAnyOtherThanTheExpectedKey() {
    var options = ServerOptions.defaults().withApiKey("another-key");
    try (var server = ScriptedModelServer.start(options, HELLO);
        var caller = new Caller(server)) {
      assertThat(caller.ask(ANTHROPIC, question("Hi.")).statusCode()).isEqualTo(401);
      assertThat(caller.ask(OPENAI, question("Hi.")).body()).contains("invalid_api_key");
    }
    try (var server = ScriptedModelServer.start(ServerOptions.defaults().withApiKey(KEY), HELLO);
        var caller = new Caller(server)) {
      assertThat(caller.ask(ANTHROPIC, question("Hi.")).statusCode()).isEqualTo(200);
      assertThat(caller.ask(OPENAI, question("Hi.")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersUnknownPathsInTheCallersForm() {
    try (var server = ScriptedModelServer.start(HELLO);
        var caller = new Caller(server)) {
      var anthropic = caller.post("/v1/complete", "{}", anthropicHeaders());
      var openAi = caller.post("/v1/responses", "{}", openAiHeaders());

      assertThat(anthropic.statusCode()).isEqualTo(404);
      assertThat(body(anthropic).path("error").path("type").asText()).isEqualTo("not_found_error");
      assertThat(openAi.statusCode()).isEqualTo(404);
      assertThat(openAi.body()).contains("Invalid URL (POST /v1/responses)");
      assertThat(caller.get("/v1/messages", anthropicHeaders()).statusCode()).isEqualTo(405);
      assertThat(caller.head("/").statusCode()).isEqualTo(404);
      assertThat(caller.head("/").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void refusesABodyLargerThanTheProviderTakes() {
    try (var server = ScriptedModelServer.start(HELLO);
        var caller = new Caller(server)) {
      var response = caller.ask(ANTHROPIC, question("x".repeat(33 << 20)));

      assertThat(response.statusCode()).isEqualTo(413);
      assertThat(response.body()).contains("request_too_large");
      assertThat(server.requests().getFirst().call().body()).isEmpty();
    }
  }

  @Test
  void recordsWhatWasAskedAndWhatWasAnswered() {
    try (var server = ScriptedModelServer.start(HELLO);
        var caller = new Caller(server)) {
      caller.ask(ANTHROPIC, question("Hi."), Map.of("X-Parley-Role", "planning"));
      caller.ask(OPENAI, question("Hi.").put("max_tokens", 0));

      var planned = server.requests("planning");
      assertThat(planned).hasSize(1);
      var first = planned.getFirst();
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.answer()).contains(ScriptedAnswer.text("Hello."));
      assertThat(first.call().body()).isEqualTo(question("Hi.").toString());
      assertThat(first.call().headers().first("X-API-Key")).hasValue(KEY);
      assertThat(first.toString()).doesNotContain(KEY);
      assertThat(server.requests()).hasSize(2);
      assertThat(server.requests().get(1).status()).isEqualTo(400);
      assertThat(server.requests().get(1).request()).isEmpty();
    }
  }

  @Test
  void keepsOnlyTheLatestRequests() {
    var options = ServerOptions.defaults().withMaxRecorded(2);
    try (var server = ScriptedModelServer.start(options, HELLO);
        var caller = new Caller(server)) {
      for (var word : List.of("one", "two", "three")) {
        caller.ask(ANTHROPIC, question(word));
      }

      assertThat(server.requests())
          .extracting(request -> request.request().orElseThrow().lastUserWords())
          .containsExactly("two", "three");
      assertThat(server.forgottenRequests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersHundredsAtOnceAndAgainOnTheSameConnections(Protocol protocol) throws Exception {
    ModelScript echo =
        request ->
            new ScriptedAnswer.Delayed(
                Duration.ofMillis(100), ScriptedAnswer.text(request.lastUserWords()));
    try (var server = ScriptedModelServer.start(echo);
        var caller = new Caller(server);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<String>>();
      for (var round = 0; round < 2; round++) {
        for (var i = round * 400; i < (round + 1) * 400; i++) {
          var body = question("number <" + i + ">").put("stream", i % 2 == 0);
          answers.add(threads.submit(() -> caller.ask(protocol, body).body()));
        }
        for (var i = round * 400; i < answers.size(); i++) {
          assertThat(answers.get(i).get()).contains("number <" + i + ">");
        }
      }
      assertThat(server.requests())
          .extracting(request -> request.request().orElseThrow().lastUserWords())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 800).mapToObj(i -> "number <" + i + ">").toList());
    }
  }

  @Test
  void saysWhatTheScriptHasNoAnswerFor() {
    var script = ConversationScript.builder().on("coding").turns().build();
    try (var server = ScriptedModelServer.start(script);
        var caller = new Caller(server)) {
      var response = caller.ask(ANTHROPIC, question("Hi."), Map.of("X-Parley-Role", "review"));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("no answer for role \\\"review\\\"", "turn 0");
    }
  }

  @Test
  void saysThatTheScriptFailed() {
    ModelScript failing =
        _ -> {
          throw new IllegalStateException("a bug in the script");
        };
    try (var server = ScriptedModelServer.start(failing);
        var caller = new Caller(server)) {
      var response = caller.ask(OPENAI, question("Hi."));

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(response.body()).contains("a bug in the script");
    }
  }

  @Test
  void mayBeClosedTwiceAndThenRefusesConnections() {
    var server = ScriptedModelServer.start(HELLO);
    try (var caller = new Caller(server)) {
      server.close();
      server.close();

      assertThatThrownBy(() -> caller.ask(ANTHROPIC, question("Hi.")))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void takesThePortItIsGivenAndSaysWhenItIsTaken() {
    try (var server = ScriptedModelServer.start(HELLO)) {
      var taken = ServerOptions.defaults().withPort(server.port());

      assertThat(server.openAiUrl()).isEqualTo(server.anthropicUrl() + "/v1");
      assertThatThrownBy(() -> ScriptedModelServer.start(taken, HELLO))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining(String.valueOf(server.port()));
    }
  }
}
