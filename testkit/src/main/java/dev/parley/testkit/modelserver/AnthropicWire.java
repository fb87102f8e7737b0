package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialect of Anthropic Messages.
 *
 * <p>Source: the Messages, errors and rate limits pages of the API reference, version 2023-06-01.
 */
record AnthropicWire() implements Wire {

  @Override
  public Protocol protocol() {
    return Protocol.ANTHROPIC;
  }

  /** Anthropic takes a bearer token too, from clients that log in rather than hold a key. */
  @Override
  public Optional<String> key(RequestHeaders headers) {
    return headers.first("x-api-key").filter(key -> !key.isBlank()).or(headers::bearer);
  }

  @Override
  public Optional<ProviderError> objection(
      RequestHeaders headers, JsonNode body, boolean counting) {
    return AnthropicRules.objection(headers, body, counting);
  }

  @Override
  public ScriptedRequest read(RequestHeaders headers, JsonNode body) {
    return AnthropicReader.read(headers, body);
  }

  @Override
  public List<PromptCache.Segment> segments(JsonNode body) {
    return AnthropicReader.segments(body);
  }

  @Override
  public PromptCache.Billing billing(PromptCache.Billing measured) {
    return measured;
  }

  @Override
  public ProviderError error(FailureKind kind, String message) {
    return switch (kind) {
      case NO_KEY -> new ProviderError(401, "authentication_error", "x-api-key header is required");
      case WRONG_KEY -> new ProviderError(401, "authentication_error", "invalid x-api-key");
      case UNKNOWN_PATH -> new ProviderError(404, "not_found_error", "Not found");
      case WRONG_METHOD -> new ProviderError(405, "invalid_request_error", "Method Not Allowed");
      case TOO_LARGE ->
          new ProviderError(413, "request_too_large", "Request exceeds the maximum size");
      case INVALID -> new ProviderError(400, "invalid_request_error", message);
      case RATE_LIMITED ->
          new ProviderError(
              429,
              "rate_limit_error",
              "This request would exceed your organization's rate limit. Please try again later.");
      case OUT_OF_CREDIT ->
          new ProviderError(
              400,
              "invalid_request_error",
              "Your credit balance is too low to access the Anthropic API."
                  + " Please go to Plans & Billing to upgrade or purchase credits.");
      case SERVER_ERROR -> new ProviderError(500, "api_error", "Internal server error");
      case OVERLOADED -> new ProviderError(529, "overloaded_error", "Overloaded");
    };
  }

  @Override
  public ObjectNode body(ProviderError error, String requestId) {
    var body = Json.object().put("type", "error");
    body.putObject("error").put("type", error.type()).put("message", error.message());
    return body.put("request_id", requestId);
  }

  @Override
  public ObjectNode whole(RenderedReply reply) {
    return AnthropicWriter.whole(reply);
  }

  @Override
  public List<String> events(RenderedReply reply, boolean reportUsage) {
    return AnthropicWriter.events(reply);
  }

  @Override
  public String event(ProviderError error, String requestId) {
    return AnthropicWriter.errorEvent(body(error, requestId));
  }

  @Override
  public Map<String, String> headers(String requestId, RateLimiter.Level level) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("request-id", requestId);
    headers.put("anthropic-organization-id", "scripted");
    gauge("requests", level, level.requests(), headers);
    gauge("tokens", level, level.tokens(), headers);
    gauge("input-tokens", level, level.tokens(), headers);
    gauge("output-tokens", level, level.tokens(), headers);
    return headers;
  }

  @Override
  public Map<String, String> retryAfter(Duration wait) {
    return Map.of("retry-after", String.valueOf(Durations.secondsRoundedUp(wait)));
  }

  @Override
  public ObjectNode models(List<String> names) {
    var list = Json.object();
    var data = list.putArray("data");
    for (var name : names) {
      data.addObject()
          .put("type", "model")
          .put("id", name)
          .put("display_name", name)
          .put("created_at", "2026-01-01T00:00:00Z");
    }
    return list.put("has_more", false)
        .put("first_id", names.getFirst())
        .put("last_id", names.getLast());
  }

  /** The reset is an absolute time in RFC 3339, rounded up to the second. */
  private static void gauge(
      String what, RateLimiter.Level level, RateLimiter.Gauge gauge, Map<String, String> headers) {
    var prefix = "anthropic-ratelimit-" + what + '-';
    var reset = level.now().plus(gauge.untilFull()).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
    headers.put(prefix + "limit", String.valueOf(gauge.limit()));
    headers.put(prefix + "remaining", String.valueOf(gauge.remaining()));
    headers.put(prefix + "reset", reset.toString());
  }
}
