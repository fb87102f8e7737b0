package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialect of OpenAI Chat Completions.
 *
 * <p>Source: the Chat Completions, errors and rate limits pages of the API reference.
 */
record OpenAiWire() implements Wire {

  private static final String INVALID = "invalid_request_error";

  @Override
  public Protocol protocol() {
    return Protocol.OPENAI;
  }

  @Override
  public Optional<String> key(RequestHeaders headers) {
    return headers.bearer();
  }

  @Override
  public Optional<ProviderError> objection(
      RequestHeaders headers, JsonNode body, boolean counting) {
    return OpenAiRules.objection(body);
  }

  @Override
  public ScriptedRequest read(RequestHeaders headers, JsonNode body) {
    return OpenAiReader.read(headers, body);
  }

  @Override
  public List<PromptCache.Segment> segments(JsonNode body) {
    return OpenAiReader.segments(body);
  }

  @Override
  public PromptCache.Billing billing(PromptCache.Billing measured) {
    return measured.automatic();
  }

  @Override
  public ProviderError error(FailureKind kind, String message) {
    return switch (kind) {
      case NO_KEY ->
          new ProviderError(
              401,
              INVALID,
              "You didn't provide an API key. You need to provide your API key in an Authorization"
                  + " header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).");
      case WRONG_KEY ->
          new ProviderError(401, INVALID, "Incorrect API key provided.", null, "invalid_api_key");
      case UNKNOWN_PATH -> new ProviderError(404, INVALID, "Invalid URL (" + message + ")");
      case WRONG_METHOD ->
          new ProviderError(
              405, INVALID, "Not allowed to " + message, null, "method_not_supported");
      case TOO_LARGE -> new ProviderError(413, INVALID, "Request entity too large");
      case INVALID -> new ProviderError(400, INVALID, message);
      case RATE_LIMITED ->
          new ProviderError(
              429,
              "requests",
              "Rate limit reached. Please try again later.",
              null,
              "rate_limit_exceeded");
      case OUT_OF_CREDIT ->
          new ProviderError(
              429,
              "insufficient_quota",
              "You exceeded your current quota, please check your plan and billing details.",
              null,
              "insufficient_quota");
      case SERVER_ERROR ->
          new ProviderError(
              500,
              "server_error",
              "The server had an error while processing your request. Sorry about that!");
      case OVERLOADED ->
          new ProviderError(
              503, "server_error", "The engine is currently overloaded, please try again later.");
    };
  }

  @Override
  public ObjectNode body(ProviderError error, String requestId) {
    var body = Json.object();
    body.putObject("error")
        .put("message", error.message())
        .put("type", error.type())
        .put("param", error.param())
        .put("code", error.code());
    return body;
  }

  @Override
  public ObjectNode whole(RenderedReply reply) {
    return OpenAiWriter.whole(reply);
  }

  @Override
  public List<String> events(RenderedReply reply, boolean reportUsage) {
    return OpenAiWriter.events(reply, reportUsage);
  }

  @Override
  public String event(ProviderError error, String requestId) {
    return OpenAiWriter.errorEvent(body(error, requestId));
  }

  @Override
  public Map<String, String> headers(String requestId, RateLimiter.Level level) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("x-request-id", requestId);
    headers.put("openai-organization", "scripted");
    headers.put("openai-version", "2020-10-01");
    gauge("requests", level.requests(), headers);
    gauge("tokens", level.tokens(), headers);
    return headers;
  }

  @Override
  public Map<String, String> retryAfter(Duration wait) {
    return Map.of(
        "retry-after",
        String.valueOf(Durations.secondsRoundedUp(wait)),
        "retry-after-ms",
        String.valueOf(wait.toMillis()));
  }

  @Override
  public ObjectNode models(List<String> names) {
    var list = Json.object().put("object", "list");
    var data = list.putArray("data");
    for (var name : names) {
      data.addObject()
          .put("id", name)
          .put("object", "model")
          .put("created", 1_767_225_600)
          .put("owned_by", "openai");
    }
    return list;
  }

  /** The reset is a span of time, not a moment. */
  private static void gauge(String what, RateLimiter.Gauge gauge, Map<String, String> headers) {
    headers.put("x-ratelimit-limit-" + what, String.valueOf(gauge.limit()));
    headers.put("x-ratelimit-remaining-" + what, String.valueOf(gauge.remaining()));
    headers.put("x-ratelimit-reset-" + what, Durations.openAiForm(gauge.untilFull()));
  }
}
