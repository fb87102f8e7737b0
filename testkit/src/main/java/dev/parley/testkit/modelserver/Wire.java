package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One provider's dialect: what it refuses, how it is read, how it answers. Stateless. */
sealed interface Wire permits AnthropicWire, OpenAiWire {

  Protocol protocol();

  /** The key the client sent; empty if it sent none. */
  Optional<String> key(RequestHeaders headers);

  /**
   * What the provider would refuse this request for; empty if it would accept it.
   *
   * @param counting whether only its tokens are to be counted
   */
  Optional<ProviderError> objection(RequestHeaders headers, JsonNode body, boolean counting);

  /** The neutral form of a request there is no objection to. */
  ScriptedRequest read(RequestHeaders headers, JsonNode body);

  /** The prompt in the pieces the provider's cache knows. */
  List<PromptCache.Segment> segments(JsonNode body);

  /** What a prompt costs with this provider. */
  PromptCache.Billing billing(PromptCache.Billing measured);

  /** The provider's words for a failure; the message is used where the provider says more. */
  ProviderError error(FailureKind kind, String message);

  /** An error's body. */
  ObjectNode body(ProviderError error, String requestId);

  /** A whole answer's body. */
  ObjectNode whole(RenderedReply reply);

  /**
   * A streamed answer's events, complete with the blank line that ends each.
   *
   * @param reportUsage whether the client asked for the usage; a protocol that always reports it
   *     does not care
   */
  List<String> events(RenderedReply reply, boolean reportUsage);

  /** The event by which an error is reported inside a stream. */
  String event(ProviderError error, String requestId);

  /** Headers that name the request and say how much of the rate limit is left. */
  Map<String, String> headers(String requestId, RateLimiter.Level level);

  /** Headers telling when to ask again. */
  Map<String, String> retryAfter(Duration wait);

  /** The list of models. */
  ObjectNode models(List<String> names);

  static Wire of(Protocol protocol) {
    return switch (protocol) {
      case ANTHROPIC -> new AnthropicWire();
      case OPENAI -> new OpenAiWire();
    };
  }
}
