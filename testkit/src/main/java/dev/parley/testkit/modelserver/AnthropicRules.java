package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.ModelFacts.Trait.ADAPTIVE_THINKING_ONLY;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.NO_SAMPLING;
import static dev.parley.testkit.modelserver.ModelFacts.Trait.ONE_SAMPLER;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Anthropic refuses in a Messages request, in its own words.
 *
 * <p>Source: the Messages reference and the error messages users report. Fields it does not know
 * are refused, unless beta features are asked for, since those bring fields of their own.
 */
final class AnthropicRules {

  private static final Set<String> COUNTABLE_FIELDS =
      Set.of(
          "model",
          "messages",
          "system",
          "tools",
          "tool_choice",
          "thinking",
          "cache_control",
          "output_config",
          "mcp_servers",
          "context_management");

  private static final Set<String> ANSWERABLE_FIELDS =
      Set.of(
          "max_tokens",
          "metadata",
          "stop_sequences",
          "stream",
          "temperature",
          "top_k",
          "top_p",
          "service_tier",
          "container",
          "inference_geo");

  private static final Set<String> VERSIONS = Set.of("2023-06-01", "2023-01-01");
  private static final long MIN_THINKING_TOKENS = 1_024;
  private static final int MAX_CACHE_MARKS = 4;

  private final RequestHeaders headers;
  private final JsonNode body;
  private final ModelFacts facts;
  private final Objections objections = new Objections();

  private AnthropicRules(RequestHeaders headers, JsonNode body) {
    this.headers = headers;
    this.body = body;
    this.facts = ModelFacts.of(body.path("model").asText());
  }

  static Optional<ProviderError> objection(
      RequestHeaders headers, JsonNode body, boolean counting) {
    return new AnthropicRules(headers, body).check(counting);
  }

  private Optional<ProviderError> check(boolean counting) {
    version();
    if (!body.isObject()) {
      invalid("Input should be a valid dictionary");
      return objections.first();
    }
    model();
    if (!counting) {
      maxTokens();
    }
    knownFields(counting);
    system();
    new AnthropicMessageRules(body, facts, this::invalid).check();
    new AnthropicToolRules(body, this::invalid).check();
    sampling();
    thinking();
    format();
    cacheMarks();
    length();
    return objections.first();
  }

  private void version() {
    var version = headers.first("anthropic-version");
    if (version.isEmpty()) {
      invalid("anthropic-version: header is required");
    } else if (!VERSIONS.contains(version.get())) {
      invalid("anthropic-version: \"" + version.get() + "\" is not a valid version");
    }
  }

  private void model() {
    var model = body.path("model");
    if (model.isMissingNode()) {
      invalid("model: Field required");
    } else if (!model.isTextual()) {
      invalid("model: Input should be a valid string");
    } else if (model.asText().isEmpty()) {
      invalid("model: String should have at least 1 character");
    }
  }

  private void maxTokens() {
    var max = body.path("max_tokens");
    if (max.isMissingNode()) {
      invalid("max_tokens: Field required");
    } else if (!max.isIntegralNumber()) {
      invalid("max_tokens: Input should be a valid integer");
    } else if (max.asLong() < 1) {
      invalid("max_tokens: Input should be greater than or equal to 1");
    } else if (max.asLong() > facts.outputTokens()) {
      invalid(
          "max_tokens: %d > %d, which is the maximum allowed number of output tokens for %s"
              .formatted(max.asLong(), facts.outputTokens(), body.path("model").asText()));
    }
  }

  private void knownFields(boolean counting) {
    if (headers.first("anthropic-beta").isPresent()) {
      return;
    }
    for (var field : body.properties()) {
      var known =
          COUNTABLE_FIELDS.contains(field.getKey())
              || (!counting && ANSWERABLE_FIELDS.contains(field.getKey()));
      if (!known) {
        invalid(field.getKey() + ": Extra inputs are not permitted");
      }
    }
  }

  private void system() {
    var system = body.path("system");
    if (system.isMissingNode() || system.isTextual()) {
      return;
    }
    if (!system.isArray()) {
      invalid("system: Input should be a valid string or list");
    }
    for (var block : system) {
      if (!"text".equals(block.path("type").asText())) {
        invalid("system: Input should be a list of text blocks");
      } else if (block.path("text").asText().isEmpty()) {
        invalid("system: text content blocks must be non-empty");
      }
    }
  }

  private void sampling() {
    var temperature = body.path("temperature");
    if (temperature.isNumber() && (temperature.asDouble() < 0 || temperature.asDouble() > 1)) {
      invalid("temperature: range: 0..1");
    }
    if (facts.is(NO_SAMPLING)) {
      for (var name : List.of("temperature", "top_p", "top_k")) {
        if (body.hasNonNull(name)) {
          invalid("`" + name + "` is deprecated for this model.");
        }
      }
    }
    if (facts.is(ONE_SAMPLER) && body.hasNonNull("temperature") && body.hasNonNull("top_p")) {
      invalid(
          "`temperature` and `top_p` cannot both be specified for this model. "
              + "Please use only one.");
    }
    for (var stop : body.path("stop_sequences")) {
      if (stop.asText().isBlank()) {
        invalid("stop_sequences: each stop sequence must contain non-whitespace");
      }
    }
  }

  private void thinking() {
    var thinking = body.path("thinking");
    if (!"enabled".equals(thinking.path("type").asText())) {
      return;
    }
    var budget = thinking.path("budget_tokens");
    if (facts.is(ADAPTIVE_THINKING_ONLY)) {
      invalid(
          "\"thinking.type.enabled\" is not supported for this model. Use"
              + " \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking"
              + " behavior.");
    } else if (!budget.isIntegralNumber()) {
      invalid("thinking.enabled.budget_tokens: Field required");
    } else if (budget.asLong() < MIN_THINKING_TOKENS) {
      invalid("thinking.enabled.budget_tokens: Input should be greater than or equal to 1024");
    } else if (body.has("max_tokens") && body.path("max_tokens").asLong() <= budget.asLong()) {
      invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
    }
    if (body.hasNonNull("temperature") && body.path("temperature").asDouble() != 1) {
      invalid("`temperature` may only be set to 1 when thinking is enabled.");
    }
    if (Set.of("any", "tool").contains(body.path("tool_choice").path("type").asText())) {
      invalid("Thinking may not be enabled when tool_choice forces tool use.");
    }
  }

  private void format() {
    var format = body.path("output_config").path("format");
    if (format.isMissingNode() || format.isNull()) {
      return;
    }
    if (!"json_schema".equals(format.path("type").asText())) {
      invalid("output_config.format.type: Input should be 'json_schema'");
    } else if (!format.path("schema").isObject()) {
      invalid("output_config.format.schema: Field required");
    } else if (StrictSchema.openObject(format.path("schema")).isPresent()) {
      invalid(
          "output_config.format.schema: For 'object' type, 'additionalProperties' must be"
              + " explicitly set to false");
    }
  }

  private void cacheMarks() {
    var marks = body.findValues("cache_control").stream().filter(JsonNode::isObject).toList();
    if (marks.size() > MAX_CACHE_MARKS) {
      invalid(
          "A maximum of 4 blocks with cache_control may be provided. Found %d."
              .formatted(marks.size()));
    }
    for (var mark : marks) {
      if (!"ephemeral".equals(mark.path("type").asText())) {
        invalid("cache_control.type: Input should be 'ephemeral'");
      }
    }
  }

  private void length() {
    var tokens =
        Tokens.of(AnthropicReader.segments(body).stream().mapToLong(s -> s.text().length()).sum());
    var most = facts.contextTokens(headers.first("anthropic-beta").orElse(""));
    if (tokens > most) {
      invalid("prompt is too long: %d tokens > %d maximum".formatted(tokens, most));
    }
  }

  private void invalid(String message) {
    objections.add(new ProviderError(400, "invalid_request_error", message));
  }
}
