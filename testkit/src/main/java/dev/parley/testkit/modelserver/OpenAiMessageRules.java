package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What OpenAI refuses in the {@code messages} of a request. */
final class OpenAiMessageRules {

  private static final Set<String> ROLES =
      Set.of("system", "assistant", "user", "function", "tool", "developer");

  private final JsonNode field;
  private final List<JsonNode> messages = new ArrayList<>();
  private final OpenAiObjections refuse;

  OpenAiMessageRules(JsonNode body, OpenAiObjections refuse) {
    this.field = body.path("messages");
    this.refuse = refuse;
    field.forEach(messages::add);
  }

  void check() {
    if (field.isMissingNode()) {
      refuse.missing("messages");
    } else if (!field.isArray()) {
      refuse.wrongType("messages", "an array of objects");
    } else if (field.isEmpty()) {
      refuse.emptyArray("messages");
    }
    for (var at = 0; at < messages.size(); at++) {
      role(at);
      content(at);
      calls(at);
    }
    answers();
  }

  private void role(int at) {
    var role = messages.get(at).path("role");
    var where = "messages[%d].role".formatted(at);
    if (!role.isTextual()) {
      refuse.missing(where);
    } else if (!ROLES.contains(role.asText())) {
      refuse.coded(
          "invalid_value",
          where,
          "Invalid value: '%s'. Supported values are: 'system', 'assistant', 'user',"
              + " 'function', 'tool', and 'developer'.",
          role.asText());
    }
  }

  private void content(int at) {
    var message = messages.get(at);
    var content = message.path("content");
    var where = "messages.[%d].content".formatted(at);
    var mayBeNull = is(at, "assistant") && message.path("tool_calls").size() > 0;
    if (content.isMissingNode() || content.isNull()) {
      if (!mayBeNull && !message.hasNonNull("refusal")) {
        refuse.at(where, "Invalid value for 'content': expected a string, got null.");
      }
    } else if (!content.isTextual() && !content.isArray()) {
      refuse.wrongType("messages[%d].content".formatted(at), "one of a string or array of objects");
    } else if (content.isArray() && content.isEmpty() && !mayBeNull) {
      refuse.emptyArray("messages[%d].content".formatted(at));
    }
    for (var i = 0; i < content.size(); i++) {
      if (!content.path(i).path("type").isTextual()) {
        refuse.missing("messages[%d].content[%d].type".formatted(at, i));
      }
    }
    if (is(at, "tool") && !message.path("tool_call_id").isTextual()) {
      refuse.missing("messages[%d].tool_call_id".formatted(at));
    }
  }

  private void calls(int at) {
    var calls = messages.get(at).path("tool_calls");
    if (calls.isArray() && calls.isEmpty()) {
      refuse.emptyArray("messages[%d].tool_calls".formatted(at));
    }
    for (var i = 0; i < calls.size(); i++) {
      var where = "messages[%d].tool_calls[%d]".formatted(at, i);
      var function = calls.path(i).path("function");
      if (!calls.path(i).path("id").isTextual()) {
        refuse.missing(where + ".id");
      }
      if (!"function".equals(calls.path(i).path("type").asText())) {
        refuse.missing(where + ".type");
      }
      if (function.path("name").asText().isEmpty()) {
        refuse.missing(where + ".function.name");
      }
      if (!function.path("arguments").isTextual()) {
        refuse.wrongType(where + ".function.arguments", "a string");
      }
    }
  }

  /**
   * Every call is answered by a tool message right after it, and every tool message answers one.
   */
  private void answers() {
    var open = new LinkedHashSet<String>();
    var asked = new LinkedHashSet<String>();
    for (var at = 0; at < messages.size(); at++) {
      if (is(at, "tool")) {
        var id = messages.get(at).path("tool_call_id").asText();
        if (!asked.contains(id)) {
          refuse.at(
              "messages.[%d].role".formatted(at),
              "Invalid parameter: messages with role 'tool' must be a response to a preceeding"
                  + " message with 'tool_calls'.");
        }
        open.remove(id);
      } else {
        unanswered(open, at);
        open.clear();
        asked.clear();
        for (var call : messages.get(at).path("tool_calls")) {
          open.add(call.path("id").asText());
          asked.add(call.path("id").asText());
        }
      }
    }
    unanswered(open, messages.size());
  }

  private void unanswered(Set<String> open, int at) {
    if (!open.isEmpty()) {
      refuse.at(
          "messages.[%d].role".formatted(at),
          "An assistant message with 'tool_calls' must be followed by tool messages"
              + " responding to each 'tool_call_id'. The following tool_call_ids did not have"
              + " response messages: %s",
          String.join(", ", open));
    }
  }

  private boolean is(int at, String role) {
    return role.equals(messages.get(at).path("role").asText());
  }
}
