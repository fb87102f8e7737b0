package dev.parley.review;

import dev.parley.llm.Answer;
import dev.parley.llm.Message;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.PromptText;
import dev.parley.llm.Prompts;
import dev.parley.llm.Question;
import dev.parley.llm.Role;
import dev.parley.llm.StructuredCall;
import dev.parley.model.ModelName;
import java.util.List;
import java.util.Optional;

/**
 * The review gate: what analysers find, and what a model finds in every part of the change.
 * Approval is computed from findings and coverage.
 */
public final class ModelReviewer implements Reviewer {

  private final StructuredCall calls;
  private final ModelName model;
  private final List<Analyser> analysers;
  private final ReviewSettings settings;
  private final Prompts prompts;

  /**
   * @param analysers run before any call
   */
  public ModelReviewer(
      StructuredCall calls,
      ModelName model,
      List<Analyser> analysers,
      ReviewSettings settings,
      Prompts prompts) {
    this.calls = calls;
    this.model = model;
    this.analysers = List.copyOf(analysers);
    this.settings = settings;
    this.prompts = prompts;
  }

  @Override
  public ReviewResult review(ReviewTask task) {
    UnifiedDiff diff;
    try {
      diff = ChangedFiles.complete(UnifiedDiff.parse(task.diff()), task.newFiles());
    } catch (MalformedDiffException e) {
      return new ReviewResult.Unavailable("the change cannot be read: " + e.getMessage());
    }
    var parts = ReviewParts.of(diff, settings.partChars());
    var judgement = new Judgement(task.tree(), diff, parts);
    var subject = new Analyser.Subject(diff, task.newFiles(), task.task(), task.trees());
    analysers.forEach(analyser -> judgement.found(analyser.analyse(subject)));
    if (parts.isEmpty()) {
      judgement.refuse("The change is empty.");
    } else if (parts.size() > settings.maxParts()) {
      judgement.refuse(
          ("The change is too large to be reviewed: it takes %d parts of %d characters, and at most"
                  + " %d are reviewed.")
              .formatted(parts.size(), settings.partChars(), settings.maxParts()));
    } else {
      var unusable = ask(task, diff, parts, judgement);
      if (unusable.isPresent() && !judgement.blocks()) {
        return new ReviewResult.Unavailable(unusable.get());
      }
    }
    return new ReviewResult.Judged(judgement.verdict());
  }

  /**
   * Asks about each part until one has no usable answer.
   *
   * @return why that one has none; empty if all have one
   */
  private Optional<String> ask(
      ReviewTask task, UnifiedDiff diff, List<ReviewPart> parts, Judgement judgement) {
    var prompt = new ReviewPrompt(task, prompts.begin(), diff);
    var anchors = new Anchors(diff, task.newFiles());
    for (int i = 0; i < parts.size(); i++) {
      var reader = new PartReader(anchors, parts.get(i));
      var said = prompt.firstMessage(parts.get(i), i + 1, parts.size());
      var question =
          new Question<>(
              request(task, said), said, reader::first, reader::last, PartAnswer::lasting);
      switch (calls.ask(question)) {
        case Answer.Answered<PartAnswer>(var answer) -> judgement.answered(i, answer);
        case Answer.Unusable<PartAnswer>(_, var reason) -> {
          return Optional.of(reason);
        }
      }
    }
    return Optional.empty();
  }

  private ModelRequest request(ReviewTask task, PromptText prompt) {
    return new ModelRequest(
        Role.REVIEW,
        model,
        task.context(),
        ReviewPrompt.SYSTEM,
        List.of(new Message.User(prompt.text())),
        List.of(),
        Optional.of(ReviewPrompt.SCHEMA),
        settings.maxOutputTokens(),
        true);
  }
}
