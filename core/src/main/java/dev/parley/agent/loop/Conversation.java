package dev.parley.agent.loop;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.llm.Message;
import dev.parley.llm.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said so far, within a bound. Beyond it, old tool results and the long texts of old tool
 * calls are left out, oldest first, then whole turns; the first message, the newest turns, and that
 * each call has its result always stay. It is cut well below the bound at once, and not a little at
 * every turn, so that the provider's cache of the rest stays good.
 */
final class Conversation {

  private static final double CUT_TO = 0.6;
  private static final int KEPT_MESSAGES = 8;
  private static final int SHORT = 400;

  private final int maxChars;
  private final JsonCodec json;
  private final List<Message> messages = new ArrayList<>();
  private int chars;

  Conversation(String firstMessage, int maxChars, JsonCodec json) {
    this.maxChars = maxChars;
    this.json = json;
    add(new Message.User(firstMessage));
  }

  List<Message> messages() {
    return List.copyOf(messages);
  }

  int chars() {
    return chars;
  }

  void add(Message message) {
    messages.add(message);
    chars += length(message);
  }

  /** Brings the conversation below its bound; to be called between turns only. */
  void bound() {
    if (chars <= maxChars) {
      return;
    }
    int target = (int) (maxChars * CUT_TO);
    for (int i = 1; i < messages.size() - KEPT_MESSAGES && chars > target; i++) {
      replace(i, shortened(messages.get(i)));
    }
    while (chars > target && dropOldestTurn()) {
      // one more
    }
  }

  /** Everything after the first message up to the second assistant message. */
  private boolean dropOldestTurn() {
    int end = 2;
    while (end < messages.size() && !(messages.get(end) instanceof Message.Assistant)) {
      end++;
    }
    if (end >= messages.size() - KEPT_MESSAGES) {
      return false;
    }
    var dropped = messages.subList(1, end);
    chars -= dropped.stream().mapToInt(Conversation::length).sum();
    dropped.clear();
    return true;
  }

  private void replace(int index, Message message) {
    chars += length(message) - length(messages.get(index));
    messages.set(index, message);
  }

  private Message shortened(Message message) {
    return switch (message) {
      case Message.User user -> user;
      case Message.Assistant(var text, var calls) ->
          new Message.Assistant(text, calls.stream().map(this::shortened).toList());
      case Message.ToolResult(var id, var tool, var text, var error) ->
          text.length() <= SHORT
              ? message
              : new Message.ToolResult(
                  id,
                  tool,
                  "[left out to save room: %d characters; call the tool again if you need them]"
                      .formatted(text.length()),
                  error);
    };
  }

  /** The arguments stay one JSON object: providers take nothing else. */
  private ToolCall shortened(ToolCall call) {
    if (call.arguments().length() <= SHORT) {
      return call;
    }
    try {
      Map<String, @Nullable Object> kept = new LinkedHashMap<>();
      json.parse(call.arguments())
          .fields()
          .forEach((name, value) -> kept.put(name, shortened(value)));
      return new ToolCall(call.id(), call.name(), json.write(kept));
    } catch (MalformedAnswerException e) {
      return new ToolCall(call.id(), call.name(), "{}");
    }
  }

  private static @Nullable Object shortened(@Nullable Object value) {
    if (value instanceof String text && text.length() > SHORT / 2) {
      return "[left out to save room: %d characters]".formatted(text.length());
    }
    return value instanceof List<?> || value instanceof Map<?, ?> ? "[left out]" : value;
  }

  private static int length(Message message) {
    return switch (message) {
      case Message.User(var text) -> text.length();
      case Message.Assistant(var text, var calls) ->
          text.length() + calls.stream().mapToInt(call -> call.arguments().length() + 50).sum();
      case Message.ToolResult(_, _, var text, _) -> text.length() + 50;
    };
  }
}
