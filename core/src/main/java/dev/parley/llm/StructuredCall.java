package dev.parley.llm;

import static dev.parley.model.Require.require;

import dev.parley.llm.ModelReply.StopReason;
import dev.parley.model.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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
  private final Optional<Recall> recall;

  /** Calls of which every one is made. */
  public StructuredCall(ModelClient client, JsonCodec codec) {
    this(client, codec, Optional.empty());
  }

  /**
   * @param recall answers questions from what was answered before; empty to ask always
   */
  public StructuredCall(ModelClient client, JsonCodec codec, Optional<Recall> recall) {
    this.client = client;
    this.codec = codec;
    this.recall = recall;
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
   * Answers a question with what was answered to it before, or asks. What the reader accepts at
   * once is kept; what it refuses is not, and what it refuses of what was kept is forgotten.
   *
   * @throws dev.parley.model.ProblemException as {@link ModelClient#call}
   */
  public <T> Answer<T> ask(Question<T> question) {
    return answer(question.request(), first(question), question.last());
  }

  private <T> Answer<T> answer(
      ModelRequest request, Step<T> first, Function<JsonObject, T> lastReader) {
    return switch (first) {
      case Step.Done<T>(var answer) -> answer;
      case Step.Repair<T>(var reply, var reason) ->
          last(request, client.call(repair(request, reply, reason)), lastReader);
    };
  }

  /** What the first answer leads to. */
  private sealed interface Step<T> {
    record Done<T>(Answer<T> answer) implements Step<T> {}

    record Repair<T>(ModelReply reply, String reason) implements Step<T> {}
  }

  private <T> Step<T> first(Question<T> question) {
    if (recall.isEmpty()) {
      return called(question.request(), question.first(), (_, _) -> {});
    }
    var memory = recall.get();
    try (var turn = memory.begin(question)) {
      var found = Recall.found(turn, question, codec);
      if (found.isPresent()) {
        try {
          T value = question.first().apply(codec.parse(found.get()));
          memory.heard(turn, question.request());
          return new Step.Done<>(new Answer.Answered<>(value));
        } catch (MalformedAnswerException refused) {
          turn.refuse(true);
        }
      }
      return called(
          question.request(),
          question.first(),
          (reply, value) -> memory.keep(turn, question, reply, question.lasting().test(value)));
    }
  }

  private <T> Step<T> called(
      ModelRequest request, Function<JsonObject, T> reader, BiConsumer<ModelReply, T> accepted) {
    ModelReply reply = client.call(request);
    Optional<Answer<T>> unusable = unusable(request, reply);
    if (unusable.isPresent()) {
      return new Step.Done<>(unusable.get());
    }
    try {
      T value = read(reply, reader);
      accepted.accept(reply, value);
      return new Step.Done<>(new Answer.Answered<>(value));
    } catch (MalformedAnswerException malformed) {
      return new Step.Repair<>(reply, reason(malformed));
    }
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
    return answer(request, called(request, reader, (_, _) -> {}), lastReader);
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
