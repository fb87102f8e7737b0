package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.ToolCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** Anthropic Messages. */
final class AnthropicWire implements Wire {

  private static final String VERSION = "2023-06-01";

  private final ProviderSettings settings;

  AnthropicWire(ProviderSettings settings) {
    this.settings = settings;
  }

  @Override
  public URI endpoint() {
    String base = settings.baseUrl();
    return URI.create((base.endsWith("/v1") ? base : base + "/v1") + "/messages");
  }

  @Override
  public Map<String, String> headers() {
    return settings.apiKey().isEmpty()
        ? Map.of("anthropic-version", VERSION)
        : Map.of("anthropic-version", VERSION, "x-api-key", settings.apiKey());
  }

  @Override
  public ObjectNode body(ModelRequest request) {
    String system =
        request
            .schema()
            .map(schema -> SchemaPrompt.after(request.system(), schema))
            .orElse(request.system());
    var chat = ChatRequest.builder().messages(Conversation.messages(system, request.messages()));
    if (!request.tools().isEmpty()) {
      chat.toolSpecifications(Conversation.tools(request.tools()));
    }
    ObjectNode body = RequestWriter.body(http -> model(http, request), chat.build());
    body.put("stream", request.stream());
    body.set("messages", merged(body.withArray("messages")));
    if (!request.tools().isEmpty()) {
      cacheConversation(body.withArray("messages"));
    }
    return body;
  }

  @Override
  public Optional<Wire> otherwise(ModelFailure failure) {
    return Optional.empty();
  }

  @Override
  public StreamedAnswer streamedAnswer() {
    return new AnthropicStream();
  }

  @Override
  public ModelReply reply(JsonNode answer) {
    if (answer.path("type").asText().equals("error")) {
      throw Failures.ofErrorObject(answer);
    }
    if (!answer.path("content").isArray()) {
      throw Failures.notTheProtocol("the answer is not one of Anthropic Messages");
    }
    var text = new StringBuilder();
    var calls = new ArrayList<ToolCall>();
    for (JsonNode block : answer.path("content")) {
      switch (block.path("type").asText()) {
        case "text" -> text.append(block.path("text").asText());
        case "tool_use" -> calls.add(toolCall(block));
        default -> {
          // Thinking, and blocks we did not ask for.
        }
      }
    }
    StopReason stopReason = stopReason(answer.path("stop_reason").asText(), !calls.isEmpty());
    return new ModelReply(
        text.toString(), calls, stopReason, Usage.anthropic(answer.path("usage")));
  }

  private static ChatModel model(HttpClientBuilder http, ModelRequest request) {
    return AnthropicChatModel.builder()
        .httpClientBuilder(http)
        .apiKey("set by the transport")
        .modelName(request.model().model())
        .maxTokens(request.maxOutputTokens())
        .cacheSystemMessages(true)
        .cacheTools(true)
        .maxRetries(0)
        .build();
  }

  /** One turn for each change of speaker: several tool results are one user turn. */
  private static ArrayNode merged(ArrayNode messages) {
    ArrayNode merged = messages.arrayNode();
    for (JsonNode message : messages) {
      JsonNode last = merged.path(merged.size() - 1);
      if (last.path("role").equals(message.path("role"))) {
        ((ObjectNode) last)
            .withArray("content")
            .addAll(((ObjectNode) message).withArray("content"));
      } else {
        merged.add(message);
      }
    }
    return merged;
  }

  /**
   * Marks the conversation so far, with which the next call of the session begins, and its
   * beginning that the call before marked. From a mark the cache is searched 20 blocks back and no
   * further, and a turn with many tools has more; with the tools' and the system prompt's these are
   * the four marks a request may have.
   */
  private static void cacheConversation(ArrayNode messages) {
    for (int i = messages.size() - 1; i >= 0 && i >= messages.size() - 3; i -= 2) {
      JsonNode content = messages.path(i).path("content");
      if (content.path(content.size() - 1) instanceof ObjectNode block) {
        block.putObject("cache_control").put("type", "ephemeral");
      }
    }
  }

  private static ToolCall toolCall(JsonNode block) {
    String name = block.path("name").asText();
    if (name.isBlank()) {
      throw Failures.notTheProtocol("the answer asks for a tool without a name");
    }
    JsonNode input = block.path("input");
    return new ToolCall(
        block.path("id").asText(), name, input.isTextual() ? input.asText() : input.toString());
  }

  private static StopReason stopReason(String said, boolean callsTools) {
    return switch (said) {
      case "end_turn", "stop_sequence" -> callsTools ? StopReason.TOOL_USE : StopReason.END;
      case "tool_use" -> StopReason.TOOL_USE;
      case "max_tokens", "model_context_window_exceeded" -> StopReason.LENGTH;
      case "refusal" -> StopReason.REFUSED;
      default -> StopReason.OTHER;
    };
  }
}
