package dev.parley.testkit.modelserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients we did not write, which know the providers and not this server. */
class RealClientsTest {

  private static final ToolSpecification READ_FILE =
      ToolSpecification.builder()
          .name("read_file")
          .description("Reads a file.")
          .parameters(JsonObjectSchema.builder().addStringProperty("path").required("path").build())
          .build();

  private static final ModelScript TWO_TURNS =
      ConversationScript.of(
          List.of(
              new ScriptEntry(
                  ScriptEntry.When.any().turn(0),
                  ScriptedAnswer.reply(
                      Block.text("I will read both files at once, if I may."),
                      Block.toolCall("read_file", Map.of("path", "a-file-with-a-long-name.txt")),
                      Block.toolCall("read_file", Map.of("path", "b.txt"))),
                  ScriptEntry.ALWAYS),
              new ScriptEntry(
                  ScriptEntry.When.any().turn(1).contains("contents of b.txt"),
                  ScriptedAnswer.text("Both are read."),
                  ScriptEntry.ALWAYS)));

  /** How each client is asked, once whole and once streamed. */
  enum Client {
    ANTHROPIC,
    ANTHROPIC_STREAMED,
    OPENAI,
    OPENAI_STREAMED;

    ChatResponse ask(ScriptedModelServer server, List<ChatMessage> messages) {
      return ask(
          server, ChatRequest.builder().messages(messages).toolSpecifications(READ_FILE).build());
    }

    ChatResponse ask(ScriptedModelServer server, ChatRequest request) {
      return switch (this) {
        case ANTHROPIC -> anthropic(server).chat(request);
        case ANTHROPIC_STREAMED -> streamed(anthropicStreaming(server), request);
        case OPENAI -> openAi(server).chat(request);
        case OPENAI_STREAMED -> streamed(openAiStreaming(server), request);
      };
    }
  }

  private static ChatModel anthropic(ScriptedModelServer server) {
    return AnthropicChatModel.builder()
        .baseUrl(server.anthropicUrl() + "/v1/")
        .apiKey("a-key")
        .modelName("claude-sonnet-5")
        .maxTokens(1_000)
        .maxRetries(0)
        .build();
  }

  private static StreamingChatModel anthropicStreaming(ScriptedModelServer server) {
    return AnthropicStreamingChatModel.builder()
        .baseUrl(server.anthropicUrl() + "/v1/")
        .apiKey("a-key")
        .modelName("claude-sonnet-5")
        .maxTokens(1_000)
        .build();
  }

  private static ChatModel openAi(ScriptedModelServer server) {
    return OpenAiChatModel.builder()
        .baseUrl(server.openAiUrl())
        .apiKey("a-key")
        .modelName("gpt-5.4")
        .maxCompletionTokens(1_000)
        .strictJsonSchema(true)
        .maxRetries(0)
        .build();
  }

  private static StreamingChatModel openAiStreaming(ScriptedModelServer server) {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(server.openAiUrl())
        .apiKey("a-key")
        .modelName("gpt-5.4")
        .maxCompletionTokens(1_000)
        .strictJsonSchema(true)
        .build();
  }

  private static ChatResponse streamed(StreamingChatModel model, ChatRequest request) {
    var done = new CompletableFuture<ChatResponse>();
    var heard = new StringBuilder();
    model.chat(
        request,
        new StreamingChatResponseHandler() {
          @Override
          public void onPartialResponse(String part) {
            heard.append(part);
          }

          @Override
          public void onCompleteResponse(ChatResponse response) {
            done.complete(response);
          }

          @Override
          public void onError(Throwable error) {
            done.completeExceptionally(error);
          }
        });
    var response = done.orTimeout(20, TimeUnit.SECONDS).join();
    assertThat(response.aiMessage().text()).isEqualTo(heard.toString());
    return response;
  }

  @ParameterizedTest
  @EnumSource
  void holdAConversationWithTools(Client client) {
    try (var server = ScriptedModelServer.start(TWO_TURNS)) {
      var messages = new ArrayList<ChatMessage>();
      messages.add(SystemMessage.from("You read files."));
      messages.add(UserMessage.from("Read both."));

      var calls = client.ask(server, messages);
      assertThat(calls.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
      assertThat(calls.aiMessage().text()).isEqualTo("I will read both files at once, if I may.");
      assertThat(calls.aiMessage().toolExecutionRequests())
          .extracting(call -> Json.parse(call.arguments()).path("path").asText())
          .containsExactly("a-file-with-a-long-name.txt", "b.txt");
      assertThat(calls.tokenUsage().outputTokenCount()).isPositive();
      assertThat(calls.tokenUsage().inputTokenCount()).isPositive();

      messages.add(calls.aiMessage());
      for (var call : calls.aiMessage().toolExecutionRequests()) {
        messages.add(ToolExecutionResultMessage.from(call, "contents of b.txt"));
      }
      var last = client.ask(server, messages);
      assertThat(last.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(last.aiMessage().text()).isEqualTo("Both are read.");

      var seen = server.requests().getLast().request().orElseThrow();
      assertThat(seen.system()).isEqualTo("You read files.");
      assertThat(seen.toolNames()).containsExactly("read_file");
      assertThat(seen.lastToolResults()).hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void askForAnswersThatFollowASchema(Client client) {
    var format =
        ResponseFormat.builder()
            .type(ResponseFormatType.JSON)
            .jsonSchema(
                JsonSchema.builder()
                    .name("verdict")
                    .rootElement(
                        JsonObjectSchema.builder()
                            .addBooleanProperty("approved")
                            .required("approved")
                            .additionalProperties(false)
                            .build())
                    .build())
            .build();
    try (var server = ScriptedModelServer.start(_ -> ScriptedAnswer.text("{\"approved\": true}"))) {
      var request =
          ChatRequest.builder().messages(UserMessage.from("Review.")).responseFormat(format);

      assertThat(client.ask(server, request.build()).aiMessage().text())
          .isEqualTo("{\"approved\": true}");
      assertThat(server.requests().getLast().request().orElseThrow().schema())
          .hasValueSatisfying(schema -> assertThat(schema.toString()).contains("approved"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void knowARateLimitWhenTheyMeetOne(Client client) {
    try (var server =
        ScriptedModelServer.start(_ -> ScriptedAnswer.rateLimited(Duration.ofSeconds(1)))) {
      assertThatThrownBy(() -> client.ask(server, List.of(UserMessage.from("Hi."))))
          .satisfiesAnyOf(
              thrown -> assertThat(thrown).isInstanceOf(RateLimitException.class),
              thrown -> assertThat(thrown).hasCauseInstanceOf(RateLimitException.class));
    }
  }
}
