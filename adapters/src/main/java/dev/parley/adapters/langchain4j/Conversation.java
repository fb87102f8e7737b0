package dev.parley.adapters.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import dev.parley.llm.Message;
import dev.parley.llm.ToolCall;
import dev.parley.llm.ToolSpec;
import java.util.ArrayList;
import java.util.List;

/** A conversation and its tools in LangChain4j's types. */
final class Conversation {

  /** Stands for a turn without text: providers refuse empty ones. */
  private static final String NOTHING = "(nothing)";

  private Conversation() {}

  static List<ChatMessage> messages(String system, List<Message> messages) {
    var chat = new ArrayList<ChatMessage>();
    if (!system.isBlank()) {
      chat.add(SystemMessage.from(system));
    }
    for (Message message : messages) {
      chat.add(chatMessage(message));
    }
    return chat;
  }

  static List<ToolSpecification> tools(List<ToolSpec> tools) {
    return tools.stream().map(Conversation::tool).toList();
  }

  private static ChatMessage chatMessage(Message message) {
    return switch (message) {
      case Message.User(var text) -> UserMessage.from(orNothing(text));
      case Message.Assistant(var text, var calls) when calls.isEmpty() ->
          AiMessage.from(orNothing(text));
      case Message.Assistant(var text, var calls) ->
          AiMessage.builder()
              .text(text.isBlank() ? null : text)
              .toolExecutionRequests(calls.stream().map(Conversation::toolCall).toList())
              .build();
      case Message.ToolResult(var callId, var tool, var text, var error) ->
          ToolExecutionResultMessage.builder()
              .id(callId)
              .toolName(tool)
              .text(orNothing(text))
              .isError(error)
              .build();
    };
  }

  /**
   * Arguments that are no JSON object become an empty one: they would be pasted into the request as
   * they are, and servers refuse a conversation that holds them.
   */
  private static ToolExecutionRequest toolCall(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(call.name())
        .arguments(Json.object(call.arguments()).map(Object::toString).orElse("{}"))
        .build();
  }

  private static ToolSpecification tool(ToolSpec tool) {
    var schema = JsonObjectSchema.builder();
    var required = new ArrayList<String>();
    for (ToolSpec.Parameter parameter : tool.parameters()) {
      schema.addProperty(parameter.name(), schemaOf(parameter));
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    return ToolSpecification.builder()
        .name(tool.name())
        .description(tool.description())
        .parameters(schema.required(required).build())
        .build();
  }

  private static JsonSchemaElement schemaOf(ToolSpec.Parameter parameter) {
    String description = parameter.description();
    return switch (parameter.kind()) {
      case STRING -> JsonStringSchema.builder().description(description).build();
      case INTEGER -> JsonIntegerSchema.builder().description(description).build();
      case BOOLEAN -> JsonBooleanSchema.builder().description(description).build();
      case STRING_LIST ->
          JsonArraySchema.builder().description(description).items(new JsonStringSchema()).build();
    };
  }

  private static String orNothing(String text) {
    return text.isBlank() ? NOTHING : text;
  }
}
