package dev.parley.llm;

import static dev.parley.model.Require.require;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A request for one JSON object that may be answered with what was answered to it before.
 *
 * @param request with a schema, without tools; its one message says the prompt
 * @param first reads the first answer; throws {@link MalformedAnswerException} with what is wrong,
 *     in words for the model. Also reads an answer given before, and is asked again after it
 *     refused that one
 * @param last reads the answer to the repair; may be content with less
 * @param lasting whether an answer may serve other attempts too; one that may not is given again to
 *     the same attempt only, so that the next one gets a second opinion
 */
public record Question<T>(
    ModelRequest request,
    PromptText prompt,
    Function<JsonObject, T> first,
    Function<JsonObject, T> last,
    Predicate<T> lasting) {

  public Question {
    require(request.schema().isPresent(), "a structured call needs a schema");
    require(request.role() != Role.CODING, "coding is never answered from the cache");
    require(
        request.messages().equals(List.of(new Message.User(prompt.text()))),
        "the request says something else than the prompt");
  }

  /** One whose answers serve whoever asks. */
  public Question(
      ModelRequest request,
      PromptText prompt,
      Function<JsonObject, T> first,
      Function<JsonObject, T> last) {
    this(request, prompt, first, last, _ -> true);
  }
}
