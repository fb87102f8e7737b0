package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What Anthropic refuses in the {@code tools} and the {@code tool_choice} of a request. */
final class AnthropicToolRules {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");
  private static final Set<String> CHOICES = Set.of("auto", "any", "tool", "none");

  private final JsonNode tools;
  private final JsonNode choice;
  private final Consumer<String> invalid;
  private final Set<String> names = new HashSet<>();

  AnthropicToolRules(JsonNode body, Consumer<String> invalid) {
    this.tools = body.path("tools");
    this.choice = body.path("tool_choice");
    this.invalid = invalid;
  }

  void check() {
    for (var at = 0; at < tools.size(); at++) {
      tool(at, tools.path(at));
    }
    if (!choice.isMissingNode()) {
      choice();
    }
  }

  private void tool(int at, JsonNode tool) {
    var name = tool.path("name").asText();
    if (!names.add(name)) {
      refuse("tools: Tool names must be unique.");
    }
    if (tool.has("type") && !"custom".equals(tool.path("type").asText())) {
      return; // the provider's own tools have forms of their own
    }
    if (!tool.has("name")) {
      refuse("tools.%d.custom.name: Field required", at);
    } else if (!NAME.matcher(name).matches()) {
      refuse("tools.%d.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'", at);
    }
    var schema = tool.path("input_schema");
    if (!schema.isObject()) {
      refuse("tools.%d.custom.input_schema: Field required", at);
    } else if (!"object".equals(schema.path("type").asText())) {
      refuse("tools.%d.custom.input_schema.type: Input should be 'object'", at);
    }
  }

  private void choice() {
    var type = choice.path("type").asText();
    if (!CHOICES.contains(type)) {
      refuse(
          "tool_choice: Input tag '%s' found using 'type' does not match any of the expected tags:"
              + " 'auto', 'any', 'tool', 'none'",
          type);
    } else if (tools.isEmpty() && !"none".equals(type)) {
      refuse("tool_choice may only be specified while providing tools.");
    } else if ("tool".equals(type) && !names.contains(choice.path("name").asText())) {
      refuse("Tool '%s' not found in provided tools", choice.path("name").asText());
    }
  }

  private void refuse(String message, Object... args) {
    invalid.accept(message.formatted(args));
  }
}
