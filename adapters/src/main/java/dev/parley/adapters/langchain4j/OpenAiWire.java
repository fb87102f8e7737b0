package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.parley.llm.AnswerSchema;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.ToolCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OpenAI Chat Completions, and the servers compatible with it. */
final class OpenAiWire implements Wire {

  private final ProviderSettings settings;
  private final OpenAiDialect dialect;

  OpenAiWire(ProviderSettings settings, OpenAiDialect dialect) {
    this.settings = settings;
    this.dialect = dialect;
  }

  @Override
  public URI endpoint() {
    return URI.create(settings.baseUrl() + "/chat/completions");
  }

  @Override
  public Map<String, String> headers() {
    return settings.apiKey().isEmpty()
        ? Map.of()
        : Map.of("Authorization", "Bearer " + settings.apiKey());
  }

  @Override
  public ObjectNode body(ModelRequest request) {
    ObjectNode body = RequestWriter.body(http -> model(http, request), chat(request));
    if (dialect.completionTokens()) {
      body.set("max_completion_tokens", body.remove("max_tokens"));
    }
    if (request.stream()) {
      body.put("stream", true);
      body.putObject("stream_options").put("include_usage", true);
    }
    return body;
  }

  @Override
  public Optional<Wire> otherwise(ModelFailure failure) {
    return dialect.after(failure).map(other -> new OpenAiWire(settings, other));
  }

  @Override
  public StreamedAnswer streamedAnswer() {
    return new OpenAiStream();
  }

  @Override
  public ModelReply reply(JsonNode answer) {
    if (answer.hasNonNull("error")) {
      throw Failures.ofErrorObject(answer);
    }
    JsonNode choice = answer.path("choices").path(0);
    JsonNode message = choice.path("message");
    if (!message.isObject()) {
      throw Failures.notTheProtocol("the answer is not one of Chat Completions");
    }
    List<ToolCall> calls = toolCalls(message.path("tool_calls"));
    String refusal = message.path("refusal").asText("");
    StopReason stopReason =
        refusal.isBlank()
            ? stopReason(choice.path("finish_reason").asText(), !calls.isEmpty())
            : StopReason.REFUSED;
    String text = text(message.path("content"));
    return new ModelReply(
        text.isEmpty() ? refusal : text, calls, stopReason, Usage.openAi(answer.path("usage")));
  }

  private ChatRequest chat(ModelRequest request) {
    Optional<AnswerSchema> prompted = request.schema().filter(_ -> dialect.schemaInPrompt());
    String system =
        prompted
            .map(schema -> SchemaPrompt.after(request.system(), schema))
            .orElse(request.system());
    var chat = ChatRequest.builder().messages(Conversation.messages(system, request.messages()));
    if (!request.tools().isEmpty()) {
      chat.toolSpecifications(Conversation.tools(request.tools()));
    }
    if (prompted.isEmpty()) {
      request.schema().ifPresent(schema -> chat.responseFormat(responseFormat(schema)));
    }
    return chat.build();
  }

  private static ChatModel model(HttpClientBuilder http, ModelRequest request) {
    return OpenAiChatModel.builder()
        .httpClientBuilder(http)
        .modelName(request.model().model())
        .maxTokens(request.maxOutputTokens())
        .strictJsonSchema(true)
        .maxRetries(0)
        .build();
  }

  private static ResponseFormat responseFormat(AnswerSchema schema) {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder()
                .name(schema.name())
                .rootElement(JsonRawSchema.from(schema.json()))
                .build())
        .build();
  }

  private static List<ToolCall> toolCalls(JsonNode asked) {
    var calls = new ArrayList<ToolCall>();
    for (JsonNode call : asked) {
      String name = call.path("function").path("name").asText();
      if (name.isBlank()) {
        throw Failures.notTheProtocol("the answer asks for a tool without a name");
      }
      String id = call.path("id").asText();
      JsonNode arguments = call.path("function").path("arguments");
      calls.add(
          new ToolCall(
              id.isBlank() ? "call_" + calls.size() : id,
              name,
              arguments.isTextual() ? arguments.asText() : arguments.toString()));
    }
    return calls;
  }

  /** A string, or the parts of a list. */
  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    var text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.path("text").asText());
    }
    return text.toString();
  }

  private static StopReason stopReason(String said, boolean callsTools) {
    return switch (said) {
      case "stop" -> callsTools ? StopReason.TOOL_USE : StopReason.END;
      case "tool_calls", "function_call" -> StopReason.TOOL_USE;
      case "length" -> StopReason.LENGTH;
      case "content_filter" -> StopReason.REFUSED;
      default -> StopReason.OTHER;
    };
  }
}
