package dev.parley.testkit.modelserver;

/** The addresses the server knows. */
enum Address {
  /** {@code /v1/messages}. */
  MESSAGES("POST"),
  /** {@code /v1/messages/count_tokens}. */
  COUNT_TOKENS("POST"),
  /** {@code /v1/chat/completions}; compatible servers have it without the {@code /v1} too. */
  CHAT("POST"),
  /** {@code /v1/models}, of both providers. */
  MODELS("GET"),
  /** Anything else. */
  UNKNOWN("");

  private final String method;

  Address(String method) {
    this.method = method;
  }

  static Address of(String path) {
    return switch (path) {
      case "/v1/messages" -> MESSAGES;
      case "/v1/messages/count_tokens" -> COUNT_TOKENS;
      case "/v1/chat/completions", "/chat/completions" -> CHAT;
      case "/v1/models", "/models" -> MODELS;
      default -> UNKNOWN;
    };
  }

  boolean takes(String used) {
    return method.equals(used);
  }

  /** Whose address it is; where that is open, the headers tell. */
  Protocol protocol(RequestHeaders headers) {
    return switch (this) {
      case MESSAGES, COUNT_TOKENS -> Protocol.ANTHROPIC;
      case CHAT -> Protocol.OPENAI;
      case MODELS, UNKNOWN -> {
        var anthropic =
            headers.first("anthropic-version").isPresent()
                || headers.first("x-api-key").isPresent();
        yield anthropic ? Protocol.ANTHROPIC : Protocol.OPENAI;
      }
    };
  }
}
