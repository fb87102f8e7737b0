package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.modelserver.Message.Speaker;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request the provider would have accepted, in a form that is the same for both protocols.
 *
 * @param protocol the protocol it came in
 * @param headers as sent
 * @param conversation what the model is told
 * @param settings how it is to answer
 * @param json the body as sent, for what the neutral form leaves out
 */
public record ScriptedRequest(
    Protocol protocol,
    RequestHeaders headers,
    Conversation conversation,
    Settings settings,
    JsonNode json) {

  /** Header by which a client says in which role it asks, such as {@code coding}. */
  public static final String ROLE_HEADER = "X-Parley-Role";

  /** Header naming the run. */
  public static final String RUN_HEADER = "X-Parley-Run";

  /** Header naming the task. */
  public static final String TASK_HEADER = "X-Parley-Task";

  /**
   * How the model is to answer.
   *
   * @param stream whether the answer is to come as server-sent events
   * @param maxTokens the most output tokens; empty if the client set no limit
   * @param reportUsage whether the answer is to carry its usage; false only for OpenAI streams that
   *     did not ask for it
   */
  public record Settings(
      String model, boolean stream, OptionalLong maxTokens, boolean reportUsage) {}

  /** The role the client asks in; empty text if it did not say. */
  public String role() {
    return headers.first(ROLE_HEADER).orElse("");
  }

  /** The run; empty text if the client did not say. */
  public String run() {
    return headers.first(RUN_HEADER).orElse("");
  }

  /** The task; empty text if the client did not say. */
  public String task() {
    return headers.first(TASK_HEADER).orElse("");
  }

  public String model() {
    return settings.model();
  }

  public boolean stream() {
    return settings.stream();
  }

  public String system() {
    return conversation.system();
  }

  public List<Message> messages() {
    return conversation.turns();
  }

  public List<String> toolNames() {
    return conversation.toolNames();
  }

  public Optional<JsonNode> schema() {
    return conversation.schema();
  }

  /** How often the model has answered in this conversation: 0 in a first request. */
  public int assistantTurns() {
    return (int) messages().stream().filter(m -> m.speaker() == Speaker.ASSISTANT).count();
  }

  /** Words of the user's first turn; empty if there is none. */
  public String firstUserWords() {
    return userTurns().stream().findFirst().map(Message::words).orElse("");
  }

  /** Words of the user's last turn, tool results included; empty if there is none. */
  public String lastUserWords() {
    return userTurns().isEmpty() ? "" : userTurns().getLast().words();
  }

  /** Tool results in the user's last turn; empty if it has none. */
  public List<Part.ToolResult> lastToolResults() {
    if (userTurns().isEmpty()) {
      return List.of();
    }
    return userTurns().getLast().parts().stream()
        .filter(Part.ToolResult.class::isInstance)
        .map(Part.ToolResult.class::cast)
        .toList();
  }

  private List<Message> userTurns() {
    return messages().stream().filter(m -> m.speaker() == Speaker.USER).toList();
  }
}
