package dev.parley.llm;

import static dev.parley.model.Require.require;

import java.util.HexFormat;

/**
 * The name of a question: SHA-256 over all that the answer can depend on, the words in their
 * canonical form. Pure.
 */
final class RequestKey {

  /** Changed whenever the form below does. */
  private static final String VERSION = "parley request 1";

  private RequestKey() {}

  /**
   * Who asks, the limit of the output and streaming are not in it: a whole answer is whole under
   * any limit.
   *
   * @param server what answers under the model's name
   * @param request without tools, whose one message is the prompt
   * @return 64 hexadecimal digits
   */
  static String of(String server, ModelRequest request, PromptText prompt) {
    require(request.tools().isEmpty(), "a conversation with tools has no key");
    var digest = KeptAnswer.sha256();
    PromptText.feed(digest, VERSION);
    PromptText.feed(digest, server);
    PromptText.feed(digest, request.role().wireName());
    PromptText.feed(digest, request.model().provider());
    PromptText.feed(digest, request.model().model());
    PromptText.feed(digest, request.system());
    PromptText.feed(digest, request.schema().map(AnswerSchema::name).orElse(""));
    PromptText.feed(digest, request.schema().map(AnswerSchema::json).orElse(""));
    prompt.feed(digest);
    return HexFormat.of().formatHex(digest.digest());
  }
}
