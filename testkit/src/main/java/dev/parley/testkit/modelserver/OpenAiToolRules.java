package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What OpenAI refuses in the {@code tools} of a request and in what depends on them. */
final class OpenAiToolRules {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");
  private static final int MAX_NAME_CHARS = 64;
  private static final int MAX_TOOLS = 128;

  private final JsonNode body;
  private final JsonNode tools;
  private final OpenAiObjections refuse;
  private final Set<String> names = new HashSet<>();

  OpenAiToolRules(JsonNode body, OpenAiObjections refuse) {
    this.body = body;
    this.tools = body.path("tools");
    this.refuse = refuse;
  }

  void check() {
    if (tools.isArray() && tools.isEmpty()) {
      refuse.emptyArray("tools");
    } else if (tools.size() > MAX_TOOLS) {
      refuse.coded(
          "array_above_max_length",
          "tools",
          "Invalid 'tools': array too long. Expected an array with maximum length %d,"
              + " but got an array with length %d instead.",
          MAX_TOOLS,
          tools.size());
    }
    for (var at = 0; at < tools.size(); at++) {
      tool("tools[%d]".formatted(at), tools.path(at));
    }
    for (var needsTools : Set.of("tool_choice", "parallel_tool_calls")) {
      if (tools.isMissingNode() && body.hasNonNull(needsTools)) {
        refuse.at(needsTools, "'" + needsTools + "' is only allowed when 'tools' are specified.");
      }
    }
    choice();
  }

  private void tool(String where, JsonNode tool) {
    if (!tool.path("type").isTextual()) {
      refuse.missing(where + ".type");
    }
    if (!"function".equals(tool.path("type").asText())) {
      return;
    }
    var function = tool.path("function");
    var name = function.path("name").asText();
    names.add(name);
    if (name.isEmpty()) {
      refuse.missing(where + ".function.name");
    } else if (!NAME.matcher(name).matches()) {
      refuse.coded(
          "invalid_value",
          where + ".function.name",
          "Invalid '%s.function.name': string does not match pattern. Expected a string"
              + " that matches the pattern '^[a-zA-Z0-9_-]+$'.",
          where);
    } else if (name.length() > MAX_NAME_CHARS) {
      refuse.coded(
          "string_above_max_length",
          where + ".function.name",
          "Invalid '%s.function.name': string too long. Expected a string with maximum"
              + " length 64, but got a string with length %d instead.",
          where,
          name.length());
    }
    parameters(where + ".function.parameters", name, function);
  }

  private void parameters(String where, String name, JsonNode function) {
    var parameters = function.path("parameters");
    if (parameters.isMissingNode()) {
      return; // a function without parameters may leave them out
    }
    if (!"object".equals(parameters.path("type").asText())) {
      refuse.coded(
          "invalid_function_parameters",
          where,
          "Invalid schema for function '%s': schema must be a JSON Schema of 'type:"
              + " \"object\"', got 'type: \"%s\"'.",
          name,
          parameters.path("type").asText("None"));
    } else if (function.path("strict").asBoolean()) {
      refuse.strictSchema(
          "function '" + name + "'", where, "invalid_function_parameters", parameters);
    }
  }

  private void choice() {
    var choice = body.path("tool_choice");
    if (choice.isTextual() && !Set.of("none", "auto", "required").contains(choice.asText())) {
      refuse.coded(
          "invalid_value",
          "tool_choice",
          "Invalid value: '%s'. Supported values are: 'none', 'auto', and 'required'.",
          choice.asText());
    }
    var forced = choice.path("function").path("name");
    if (forced.isTextual() && !names.contains(forced.asText())) {
      refuse.at(
          "tool_choice",
          "Invalid value for 'tool_choice': function name '%s' is not in 'tools'.",
          forced.asText());
    }
  }
}
