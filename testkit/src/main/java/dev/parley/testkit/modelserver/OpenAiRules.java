package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.ModelFacts.Trait.COMPLETION_TOKENS_ONLY;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.DEFAULT_SAMPLING_ONLY;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What OpenAI refuses in a Chat Completions request, in its own words.
 *
 * <p>Source: the Chat Completions reference and the error messages users report.
 */
final class OpenAiRules {

  private static final Set<String> FIELDS =
      Set.of(
          "audio",
          "frequency_penalty",
          "function_call",
          "functions",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_tokens",
          "messages",
          "metadata",
          "modalities",
          "model",
          "n",
          "parallel_tool_calls",
          "prediction",
          "presence_penalty",
          "prompt_cache_key",
          "prompt_cache_retention",
          "reasoning_effort",
          "response_format",
          "safety_identifier",
          "seed",
          "service_tier",
          "stop",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "user",
          "verbosity",
          "web_search_options");

  private final JsonNode body;
  private final ModelFacts facts;
  private final OpenAiObjections refuse = new OpenAiObjections();

  private OpenAiRules(JsonNode body) {
    this.body = body;
    this.facts = ModelFacts.of(body.path("model").asText());
  }

  static Optional<ProviderError> objection(JsonNode body) {
    return new OpenAiRules(body).check();
  }

  private Optional<ProviderError> check() {
    if (!body.isObject()) {
      refuse.plain("Invalid type: expected an object.");
      return refuse.first();
    }
    model();
    fields();
    new OpenAiMessageRules(body, refuse).check();
    new OpenAiToolRules(body, refuse).check();
    outputLimit();
    sampling();
    streaming();
    format();
    length();
    return refuse.first();
  }

  private void model() {
    if (body.path("model").asText().isEmpty()) {
      refuse.plain("you must provide a model parameter");
    }
  }

  private void fields() {
    for (var field : body.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        refuse.coded(
            "unknown_parameter", field.getKey(), "Unknown parameter: '%s'.", field.getKey());
      }
    }
  }

  private void outputLimit() {
    for (var name : List.of("max_tokens", "max_completion_tokens")) {
      var max = body.path(name);
      if (max.isMissingNode() || max.isNull()) {
        continue;
      }
      if (!max.isIntegralNumber()) {
        refuse.coded("invalid_type", name, "Invalid type for '%s': expected an integer.", name);
      } else if (max.asLong() < 1) {
        refuse.coded(
            "integer_below_min_value",
            name,
            "Invalid '%s': integer below minimum value. Expected a value >= 1, but got"
                + " %d instead.",
            name,
            max.asLong());
      } else if (max.asLong() > facts.outputTokens()) {
        refuse.coded(
            "invalid_value",
            name,
            "%s is too large: %d. This model supports at most %d completion tokens,"
                + " whereas you provided %d.",
            name,
            max.asLong(),
            facts.outputTokens(),
            max.asLong());
      }
    }
    if (body.hasNonNull("max_tokens") && body.hasNonNull("max_completion_tokens")) {
      refuse.coded(
          "invalid_parameter_combination",
          "max_tokens",
          "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
    }
    if (body.hasNonNull("max_tokens") && facts.is(COMPLETION_TOKENS_ONLY)) {
      refuse.coded(
          "unsupported_parameter",
          "max_tokens",
          "Unsupported parameter: 'max_tokens' is not supported with this model."
              + " Use 'max_completion_tokens' instead.");
    }
  }

  private void sampling() {
    var temperature = body.path("temperature");
    if (temperature.isNumber() && temperature.asDouble() > 2) {
      refuse.coded(
          "decimal_above_max_value",
          "temperature",
          "Invalid 'temperature': decimal above maximum value."
              + " Expected a value <= 2, but got %s instead.",
          temperature.asText());
    }
    if (!facts.is(DEFAULT_SAMPLING_ONLY)) {
      return;
    }
    for (var name : List.of("temperature", "top_p")) {
      if (body.hasNonNull(name) && body.path(name).asDouble() != 1) {
        refuse.coded(
            "unsupported_value",
            name,
            "Unsupported value: '%s' does not support %s with this model. Only the"
                + " default (1) value is supported.",
            name,
            body.path(name).asText());
      }
    }
    if (body.hasNonNull("stop")) {
      refuse.coded(
          "unsupported_parameter",
          "stop",
          "Unsupported parameter: 'stop' is not supported with this model.");
    }
  }

  private void streaming() {
    if (body.hasNonNull("stream_options") && !body.path("stream").asBoolean()) {
      refuse.at(
          "stream_options",
          "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
    }
  }

  private void format() {
    var format = body.path("response_format");
    switch (format.path("type").asText()) {
      case "json_schema" -> schema(format.path("json_schema"));
      case "json_object" -> {
        if (!body.path("messages").toString().toLowerCase(Locale.ROOT).contains("json")) {
          refuse.at(
              "messages",
              "'messages' must contain the word 'json' in some form, to use 'response_format' of"
                  + " type 'json_object'.");
        }
      }
      case "text" -> {} // the default
      default -> {
        if (format.isObject()) {
          refuse.coded(
              "invalid_value",
              "response_format.type",
              "Invalid value: '%s'. Supported values are: 'json_object', 'json_schema',"
                  + " and 'text'.",
              format.path("type").asText());
        }
      }
    }
  }

  private void schema(JsonNode described) {
    var where = "response_format.json_schema";
    if (!described.path("name").isTextual()) {
      refuse.missing(where + ".name");
    }
    var schema = described.path("schema");
    var context = "response_format '" + described.path("name").asText() + "'";
    if (described.path("strict").asBoolean()) {
      refuse.strictSchema(context, "response_format", "invalid_json_schema", schema);
    }
  }

  private void length() {
    var tokens = Tokens.of(body.path("messages").toString().length());
    if (tokens > facts.contextTokens()) {
      refuse.coded(
          "context_length_exceeded",
          "messages",
          "This model's maximum context length is %d tokens. However, your messages"
              + " resulted in %d tokens. Please reduce the length of the messages.",
          facts.contextTokens(),
          tokens);
    }
  }
}
