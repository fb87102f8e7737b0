package dev.parley.agent.loop;

import dev.parley.llm.Message;
import dev.parley.llm.ModelClient;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.ToolCall;
import dev.parley.model.TokenUsage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** Answers in a given order, and refuses conversations that a provider would refuse. */
final class ScriptedModel implements ModelClient {

  private final Queue<Function<ModelRequest, ModelReply>> replies = new ArrayDeque<>();
  private final List<ModelRequest> requests = new ArrayList<>();
  private int calls;

  @Override
  public ModelReply call(ModelRequest request) {
    checkPairs(request.messages());
    requests.add(request);
    if (replies.isEmpty()) {
      throw new AssertionError("no answer is left for: " + request.messages().getLast());
    }
    return (replies.size() == 1 ? replies.element() : replies.remove()).apply(request);
  }

  List<ModelRequest> requests() {
    return requests;
  }

  /** The last message of the last request but that many. */
  Message last(int back) {
    return requests.get(requests.size() - 1 - back).messages().getLast();
  }

  ScriptedModel then(Function<ModelRequest, ModelReply> reply) {
    replies.add(reply);
    return this;
  }

  ScriptedModel says(String text, StopReason stop, ToolCall... tools) {
    return then(
        _ -> new ModelReply(text, List.of(tools), stop, Optional.of(new TokenUsage(1, 1, 0, 0))));
  }

  ScriptedModel uses(ToolCall... tools) {
    return says("", StopReason.TOOL_USE, tools);
  }

  ScriptedModel uses(String tool, String json) {
    return uses(tool(tool, json));
  }

  ScriptedModel finishes() {
    return uses("finish", "{\"summary\": \"Did it.\"}");
  }

  ToolCall tool(String name, String json) {
    return new ToolCall("call-" + ++calls, name, json);
  }

  private static void checkPairs(List<Message> messages) {
    var open = new HashSet<String>();
    for (Message message : messages) {
      switch (message) {
        case Message.User user -> {
          check(open.isEmpty(), "unanswered tool calls " + open);
          check(!user.text().isBlank(), "an empty user message");
        }
        case Message.Assistant(var text, var calls) -> {
          check(open.isEmpty(), "unanswered tool calls " + open);
          check(!text.isBlank() || !calls.isEmpty(), "an empty assistant message");
          calls.forEach(call -> open.add(call.id()));
        }
        case Message.ToolResult result ->
            check(open.remove(result.callId()), "a result without a call: " + result.callId());
      }
    }
    check(open.isEmpty(), "unanswered tool calls " + open);
    check(messages.getFirst() instanceof Message.User, "the first message is the user's");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
