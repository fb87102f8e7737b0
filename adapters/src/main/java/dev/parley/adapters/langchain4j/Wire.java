package dev.parley.adapters.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.llm.ModelFailure;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** One protocol: how a request is written and an answer read. */
sealed interface Wire permits AnthropicWire, OpenAiWire {

  /** Where requests go. */
  URI endpoint();

  /** The provider's own headers, the key among them. */
  Map<String, String> headers();

  /** The request's body. */
  ObjectNode body(ModelRequest request);

  /** The protocol as this server wants it, if the failure says that it wants it otherwise. */
  Optional<Wire> otherwise(ModelFailure failure);

  StreamedAnswer streamedAnswer();

  /**
   * Reads a whole answer.
   *
   * @throws dev.parley.llm.ModelFailure SERVER_ERROR if it is not the protocol's
   */
  ModelReply reply(JsonNode answer);

  /** How a model is spoken to until its server says otherwise. */
  static Wire of(ProviderSettings settings, String model) {
    return switch (settings.protocol()) {
      case ANTHROPIC -> new AnthropicWire(settings);
      case OPENAI -> {
        String host = URI.create(settings.baseUrl()).getHost();
        yield new OpenAiWire(settings, OpenAiDialect.of(host, model));
      }
    };
  }
}
