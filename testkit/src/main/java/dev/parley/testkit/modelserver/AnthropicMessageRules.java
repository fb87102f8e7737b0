package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.ModelFacts.Trait.NO_PREFILL;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.SYSTEM_TURNS;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What Anthropic refuses in the {@code messages} of a request. */
final class AnthropicMessageRules {

  private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]+");

  private static final Set<String> BLOCKS =
      Set.of(
          "text",
          "image",
          "document",
          "search_result",
          "thinking",
          "redacted_thinking",
          "tool_use",
          "tool_result",
          "server_tool_use",
          "container_upload",
          "mcp_tool_use");

  private final List<JsonNode> messages = new ArrayList<>();
  private final JsonNode body;
  private final ModelFacts facts;
  private final Consumer<String> invalid;

  AnthropicMessageRules(JsonNode body, ModelFacts facts, Consumer<String> invalid) {
    this.body = body;
    this.facts = facts;
    this.invalid = invalid;
    body.path("messages").forEach(messages::add);
  }

  void check() {
    var field = body.path("messages");
    if (field.isMissingNode()) {
      refuse("messages: Field required");
    } else if (!field.isArray()) {
      refuse("messages: Input should be a valid list");
    } else if (field.isEmpty()) {
      refuse("messages: at least one message is required");
    } else {
      for (var at = 0; at < messages.size(); at++) {
        role(at);
        content(at);
      }
      uniqueCalls();
      for (var at = 0; at < messages.size(); at++) {
        calls(at);
        results(at);
      }
      last(messages.getLast());
    }
  }

  private void role(int at) {
    var message = messages.get(at);
    var role = message.path("role").asText();
    if (!message.isObject()) {
      refuse("messages.%d: Input should be a valid dictionary", at);
    } else if ("system".equals(role) && !facts.is(SYSTEM_TURNS)) {
      refuse(
          "messages: Unexpected role \"system\". The Messages API accepts a top-level `system`"
              + " parameter, not \"system\" as an input message role.");
    } else if (!Set.of("user", "assistant", "system").contains(role)) {
      refuse("messages.%d.role: Input should be 'user' or 'assistant'", at);
    } else if (at == 0 && "assistant".equals(role)) {
      refuse("messages: first message must use the \"user\" role");
    }
    for (var field : message.properties()) {
      if (!Set.of("role", "content").contains(field.getKey())) {
        refuse("messages.%d.%s: Extra inputs are not permitted", at, field.getKey());
      }
    }
  }

  private void content(int at) {
    var content = messages.get(at).path("content");
    var lastAssistant = at == messages.size() - 1 && is(at, "assistant");
    if (content.isMissingNode()) {
      refuse("messages.%d.content: Field required", at);
    } else if (!content.isTextual() && !content.isArray()) {
      refuse("messages.%d.content: Input should be a valid string or list", at);
    } else if (!lastAssistant && (content.asText().isEmpty() && content.isEmpty())) {
      refuse(
          "messages.%d: all messages must have non-empty content except for the optional final"
              + " assistant message",
          at);
    } else if (content.isTextual() && !content.asText().isEmpty()) {
      text(content.asText());
    }
    for (var i = 0; i < content.size(); i++) {
      block(at, i, content.path(i));
    }
  }

  private void block(int at, int i, JsonNode block) {
    var type = block.path("type").asText();
    var where = "messages.%d.content.%d".formatted(at, i);
    if (!BLOCKS.contains(type) && !type.endsWith("_tool_result")) {
      refuse(
          "%s: Input tag '%s' found using 'type' does not match any of the expected tags",
          where, type);
    }
    switch (type) {
      case "text" -> {
        if (!block.path("text").isTextual()) {
          refuse("%s.text.text: Field required", where);
        }
        text(block.path("text").asText());
      }
      case "tool_use" -> toolUse(at, where + ".tool_use", block);
      case "tool_result" -> {
        if (!is(at, "user")) {
          refuse("messages.%d: `tool_result` blocks can only be in `user` messages", at);
        }
        if (!block.path("tool_use_id").isTextual()) {
          refuse("%s.tool_result.tool_use_id: Field required", where);
        }
      }
      default -> {} // images, documents, thinking: not looked into
    }
  }

  private void toolUse(int at, String where, JsonNode block) {
    if (!is(at, "assistant")) {
      refuse("messages.%d: `tool_use` blocks can only be in `assistant` messages", at);
    }
    if (!block.path("id").isTextual()) {
      refuse("%s.id: Field required", where);
    } else if (!ID.matcher(block.path("id").asText()).matches()) {
      refuse("%s.id: String should match pattern '^[a-zA-Z0-9_-]+$'", where);
    }
    if (block.path("name").asText().isEmpty()) {
      refuse("%s.name: Field required", where);
    }
    if (!block.has("input")) {
      refuse("%s.input: Field required", where);
    } else if (!block.path("input").isObject()) {
      refuse("%s.input: Input should be a valid dictionary", where);
    }
  }

  private void text(String text) {
    if (text.isEmpty()) {
      refuse("messages: text content blocks must be non-empty");
    } else if (text.isBlank()) {
      refuse("messages: text content blocks must contain non-whitespace text");
    }
  }

  private void uniqueCalls() {
    var seen = new HashSet<String>();
    for (var at = 0; at < messages.size(); at++) {
      for (var id : ids(at, "tool_use", "id")) {
        if (!seen.add(id)) {
          refuse("messages.%d.content: `tool_use` ids must be unique", at);
        }
      }
    }
  }

  /** Each call is answered in the very next message, before anything else is said there. */
  private void calls(int at) {
    var open = new ArrayList<>(ids(at, "tool_use", "id"));
    if (at + 1 < messages.size()) {
      open.removeAll(leadingResults(at + 1));
    }
    if (!open.isEmpty()) {
      refuse(
          "messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after:"
              + " %s. Each `tool_use` block must have a corresponding `tool_result` block in the"
              + " next message.",
          at, String.join(", ", open));
    }
  }

  /** Each result answers a call of the message just before, once. */
  private void results(int at) {
    var calls = at == 0 ? List.<String>of() : ids(at - 1, "tool_use", "id");
    var seen = new HashSet<String>();
    var content = messages.get(at).path("content");
    for (var i = 0; i < content.size(); i++) {
      if (!"tool_result".equals(content.path(i).path("type").asText())) {
        continue;
      }
      var id = content.path(i).path("tool_use_id").asText();
      if (!calls.contains(id)) {
        refuse(
            "messages.%d.content.%d: unexpected `tool_use_id` found in `tool_result` blocks: %s."
                + " Each `tool_result` block must have a corresponding `tool_use` block in the"
                + " previous message.",
            at, i, id);
      } else if (!seen.add(id)) {
        refuse(
            "messages.%d.content.%d: each tool_use must have a single result. Found multiple"
                + " `tool_result` blocks with id: %s",
            at, i, id);
      }
    }
  }

  private void last(JsonNode message) {
    if (!"assistant".equals(message.path("role").asText())) {
      return;
    }
    if (facts.is(NO_PREFILL)) {
      refuse(
          "This model does not support assistant message prefill. The conversation must end with a"
              + " user message.");
    }
    var content = message.path("content");
    var ending =
        content.isArray() && !content.isEmpty()
            ? content.get(content.size() - 1).path("text").asText()
            : content.asText();
    if (!ending.equals(ending.stripTrailing())) {
      refuse("messages: final assistant content cannot end with trailing whitespace");
    }
  }

  private List<String> leadingResults(int at) {
    var ids = new ArrayList<String>();
    for (var block : messages.get(at).path("content")) {
      if (!"tool_result".equals(block.path("type").asText())) {
        break;
      }
      ids.add(block.path("tool_use_id").asText());
    }
    return ids;
  }

  private List<String> ids(int at, String type, String field) {
    var ids = new ArrayList<String>();
    for (var block : messages.get(at).path("content")) {
      if (type.equals(block.path("type").asText())) {
        ids.add(block.path(field).asText());
      }
    }
    return ids;
  }

  private boolean is(int at, String role) {
    return role.equals(messages.get(at).path("role").asText());
  }

  private void refuse(String message, Object... args) {
    invalid.accept(message.formatted(args));
  }
}
