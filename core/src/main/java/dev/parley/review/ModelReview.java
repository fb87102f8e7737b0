package dev.parley.review;

import dev.parley.llm.Answer;
import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.PromptText;
import dev.parley.llm.Prompts;
import dev.parley.llm.Question;
import dev.parley.llm.Role;
import dev.parley.llm.StructuredCall;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Has a model read every part of a change, once for each {@link Pass}. */
public final class ModelReview {

  private final StructuredCall calls;
  private final ModelName model;
  private final ReviewSettings settings;
  private final Prompts prompts;

  public ModelReview(
      StructuredCall calls, ModelName model, ReviewSettings settings, Prompts prompts) {
    this.calls = calls;
    this.model = model;
    this.settings = settings;
    this.prompts = prompts;
  }

  ReviewSettings settings() {
    return settings;
  }

  /** Talks the model out of what it, or an analyser, was wrong about. */
  Refuter refuter(ReviewTask task) {
    return new Refuter(calls, model, task, prompts.begin());
  }

  /**
   * Asks about each part until one has no usable answer.
   *
   * @return why that one has none; empty if all have one
   */
  Optional<String> ask(
      ReviewTask task, UnifiedDiff diff, List<ReviewPart> parts, Judgement judgement) {
    var prompt = new ReviewPrompt(task, prompts.begin(), diff);
    var reading = new Reading(task, prompt, new Anchors(diff, task.newFiles()));
    for (int i = 0; i < parts.size(); i++) {
      var said = prompt.firstMessage(parts.get(i), i + 1, parts.size());
      var part = parts.get(i);
      var passes =
          Arrays.stream(Pass.values())
              .<Supplier<Answer<PartAnswer>>>map(pass -> () -> reading.answer(pass, part, said))
              .toList();
      var answers = SideBySide.all(passes).iterator();
      for (Pass pass : Pass.values()) {
        switch (answers.next()) {
          case Answer.Answered<PartAnswer>(var answer) -> judgement.answered(i, pass, answer);
          case Answer.Unusable<PartAnswer>(_, var reason) -> {
            return Optional.of(reason);
          }
        }
      }
    }
    return Optional.empty();
  }

  /** How one change is read. */
  private final class Reading {
    private final ReviewTask task;
    private final ReviewPrompt prompt;
    private final Anchors anchors;

    Reading(ReviewTask task, ReviewPrompt prompt, Anchors anchors) {
      this.task = task;
      this.prompt = prompt;
      this.anchors = anchors;
    }

    /** The last word on a part, for which the model may once ask to see more. */
    Answer<PartAnswer> answer(Pass pass, ReviewPart part, PromptText said) {
      var reader = new PartReader(anchors, part);
      var first = ask(pass, said, reader);
      if (first instanceof Answer.Answered<PartAnswer>(var asked) && !asked.wanted().isEmpty()) {
        String more = new MoreContext(task.head(), part.paths()).of(asked.wanted());
        return ask(pass, prompt.withMore(said, more), reader.afterMore(asked));
      }
      return first;
    }

    private Answer<PartAnswer> ask(Pass pass, PromptText said, PartReader reader) {
      return ModelReview.this.answer(
          new Question<>(
              request(task, pass, said), said, reader::first, reader::last, PartAnswer::lasting));
    }
  }

  /** A model that cannot be reached gives no answer; limits and interruptions end the review. */
  private Answer<PartAnswer> answer(Question<PartAnswer> question) {
    try {
      return calls.ask(question);
    } catch (ProblemException e) {
      if (e.problem().code() == Code.MODEL_UNAVAILABLE) {
        return new Answer.Unusable<>(Code.MODEL_UNAVAILABLE, e.problem().message());
      }
      throw e;
    }
  }

  private ModelRequest request(ReviewTask task, Pass pass, PromptText prompt) {
    return new ModelRequest(
        Role.REVIEW,
        model,
        task.context(),
        ReviewPrompt.system(pass),
        List.of(new Message.User(prompt.text())),
        List.of(),
        Optional.of(ReviewPrompt.SCHEMA),
        settings.maxOutputTokens(),
        true);
  }
}
