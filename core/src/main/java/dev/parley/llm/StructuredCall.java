package dev.parley.llm;

import static dev.parley.model.Require.require;

import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Asks a model for one JSON object and has it read by the caller. An answer that cannot be read is
 * sent back once with the reason. Cut off, refused and empty answers are never sent back: they are
 * {@link Answer.Unusable} at once.
 */
public final class StructuredCall {

  /** How the message that sends an answer back begins; part of the published contract. */
  public static final String REPAIR_PREFIX = "Your answer was not usable:";

  private static final int MAX_REASON_LENGTH = 2_000;

  private final ModelClient client;
  private final JsonCodec codec;

  public StructuredCall(ModelClient client, JsonCodec codec) {
    this.client = client;
    this.codec = codec;
  }

  /**
   * As {@link #ask(ModelRequest, Function, Function)} with one reader for both answers.
   *
   * @param reader throws {@link MalformedAnswerException} with what is wrong, in words for the
   *     model
   */
  public <T> Answer<T> ask(ModelRequest request, Function<JsonObject, T> reader) {
    return ask(request, reader, reader);
  }

  /**
   * Asks, at most twice.
   *
   * @param request with a schema
   * @param reader reads the first answer
   * @param lastReader reads the answer to the repair; may be content with less
   * @throws dev.parley.model.ProblemException as {@link ModelClient#call}
   */
  public <T> Answer<T> ask(
      ModelRequest request, Function<JsonObject, T> reader, Function<JsonObject, T> lastReader) {
    require(request.schema().isPresent(), "a structured call needs a schema");
    ModelReply first = client.call(request);
    Optional<Answer<T>> unusable = unusable(request, first);
    if (unusable.isPresent()) {
      return unusable.get();
    }
    try {
      return new Answer.Answered<>(read(first, reader));
    } catch (MalformedAnswerException malformed) {
      ModelReply second = client.call(repair(request, first, reason(malformed)));
      return last(request, second, lastReader);
    }
  }

  private <T> Answer<T> last(
      ModelRequest request, ModelReply reply, Function<JsonObject, T> reader) {
    Optional<Answer<T>> unusable = unusable(request, reply);
    if (unusable.isPresent()) {
      return unusable.get();
    }
    try {
      return new Answer.Answered<>(read(reply, reader));
    } catch (MalformedAnswerException malformed) {
      return malformed(request, "answered twice with what cannot be used: " + reason(malformed));
    }
  }

  private <T> T read(ModelReply reply, Function<JsonObject, T> reader) {
    return reader.apply(codec.parse(AnswerText.json(reply)));
  }

  /** Present if the reply is no whole answer, whatever its text says. */
  private static <T> Optional<Answer<T>> unusable(ModelRequest request, ModelReply reply) {
    if (reply.stopReason() == StopReason.REFUSED) {
      String reason = "%s declined to answer".formatted(asked(request));
      return Optional.of(new Answer.Unusable<>(Code.MODEL_REFUSED, reason));
    }
    if (reply.stopReason() == StopReason.LENGTH) {
      return Optional.of(
          malformed(
              request,
              "was cut off at %d tokens, so its answer is not whole"
                  .formatted(request.maxOutputTokens())));
    }
    if (reply.text().isBlank() && reply.toolCalls().isEmpty()) {
      return Optional.of(malformed(request, "answered with nothing"));
    }
    return Optional.empty();
  }

  private static <T> Answer<T> malformed(ModelRequest request, String what) {
    return new Answer.Unusable<>(Code.MODEL_ANSWER_MALFORMED, asked(request) + " " + what);
  }

  private static String asked(ModelRequest request) {
    return "%s, asked for %s,".formatted(request.model(), request.role().wireName());
  }

  private static ModelRequest repair(ModelRequest request, ModelReply reply, String reason) {
    List<Message> messages = new ArrayList<>(request.messages());
    messages.add(new Message.Assistant(AnswerText.asSaid(reply), List.of()));
    messages.add(
        new Message.User(
            REPAIR_PREFIX
                + " "
                + reason
                + "\nAnswer again with one whole JSON object that follows the schema, and nothing"
                + " else."));
    return request.withMessages(messages);
  }

  private static String reason(MalformedAnswerException malformed) {
    String reason = String.valueOf(malformed.getMessage());
    return reason.length() <= MAX_REASON_LENGTH
        ? reason
        : reason.substring(0, MAX_REASON_LENGTH) + " ...";
  }
}
