package dev.parley.llm;

import static dev.parley.model.Require.require;

import dev.parley.model.ModelName;
import java.util.List;
import java.util.Optional;

/**
 * One model call.
 *
 * @param maxOutputTokens sent as it is; the reservation covers exactly this
 * @param stream whether the answer should arrive in pieces, so that silence is noticed early
 */
public record ModelRequest(
    Role role,
    ModelName model,
    CallContext context,
    String system,
    List<Message> messages,
    List<ToolSpec> tools,
    Optional<AnswerSchema> schema,
    int maxOutputTokens,
    boolean stream) {

  /** What a call may answer at most unless somebody says otherwise. */
  public static final int DEFAULT_MAX_OUTPUT_TOKENS = 8_192;

  public ModelRequest {
    messages = List.copyOf(messages);
    tools = List.copyOf(tools);
    require(!messages.isEmpty(), "no messages");
    require(maxOutputTokens > 0, "maxOutputTokens must be positive: %d", maxOutputTokens);
  }

  public ModelRequest withMaxOutputTokens(int tokens) {
    return new ModelRequest(role, model, context, system, messages, tools, schema, tokens, stream);
  }

  public ModelRequest withModel(ModelName other) {
    return new ModelRequest(
        role, other, context, system, messages, tools, schema, maxOutputTokens, stream);
  }

  public ModelRequest withMessages(List<Message> newMessages) {
    return new ModelRequest(
        role, model, context, system, newMessages, tools, schema, maxOutputTokens, stream);
  }
}
