package dev.parley.review;

import dev.parley.llm.Answer;
import dev.parley.llm.AnswerSchema;
import dev.parley.llm.DataBlock;
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
import dev.parley.review.Settlement.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Asks about each finding that blocks, one call each, whether the code shows that it does not hold.
 * It holds unless the answer quotes the code that says otherwise; a call that fails leaves it.
 */
final class Refuter {

  /** Findings asked about in one review; the rest hold. */
  static final int MAX_CALLS = 24;

  static final String SYSTEM =
      """
      You check one finding of a code review. Try to refute it: show from the code that what it \
      says cannot happen. If the code does not show that, the finding holds; a doubt is no \
      refutation, and neither is a comment or a name that claims something.

      Answer refuted: true only with the file and, in quote, one line of its code, exactly as it \
      stands there, that shows it, such as the check, the constant or the encoding that the \
      finding overlooks. In why, say in one sentence how it shows it.

      """
          + DataBlock.RULE
          + " Answer with one JSON object and nothing else.";

  static final AnswerSchema SCHEMA =
      new AnswerSchema(
          "refutation",
          """
          {
            "type": "object",
            "additionalProperties": false,
            "required": ["refuted", "file", "quote", "why"],
            "properties": {
              "refuted": {"type": "boolean"},
              "file": {"type": "string"},
              "quote": {"type": "string"},
              "why": {"type": "string"}
            }
          }
          """);

  private static final int LINES_AROUND = 150;
  private static final int LINE_CHARS = 1_000;
  private static final int MAX_OUTPUT_TOKENS = 2_000;

  private final StructuredCall calls;
  private final ModelName model;
  private final ReviewTask task;
  private final Prompts.Prompt marks;

  Refuter(StructuredCall calls, ModelName model, ReviewTask task, Prompts.Prompt marks) {
    this.calls = calls;
    this.model = model;
    this.task = task;
    this.marks = marks;
  }

  /** The same findings, those refuted as such. */
  List<Finding> check(List<Finding> findings) {
    var asked =
        findings.stream()
            .filter(finding -> finding.blocks() && finding.refutable())
            .limit(MAX_CALLS)
            .toList();
    if (asked.isEmpty()) {
      return findings;
    }
    var answers =
        SideBySide.all(asked.stream().<Supplier<Finding>>map(each -> () -> check(each)).toList());
    return findings.stream()
        .map(finding -> {
          int at = asked.indexOf(finding);
          return at < 0 ? finding : answers.get(at);
        })
        .toList();
  }

  private Finding check(Finding finding) {
    var answer = ask(finding);
    return answer
        .filter(refutation -> !refutation.holds())
        .map(refutation -> finding.with(new Settlement(Kind.REFUTED, refutation.reason())))
        .orElse(finding);
  }

  private Optional<Refutation> ask(Finding finding) {
    var prompt = prompt(finding);
    var question =
        new Question<>(
            request(prompt),
            prompt,
            answer -> Refutation.of(answer, task, finding),
            answer -> Refutation.of(answer, task, finding));
    try {
      return calls.ask(question) instanceof Answer.Answered<Refutation>(var refutation)
          ? Optional.of(refutation)
          : Optional.empty();
    } catch (ProblemException e) {
      if (e.problem().code() == Code.MODEL_UNAVAILABLE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private PromptText prompt(Finding finding) {
    String said =
        "%s, line %d: %s".formatted(finding.file(), finding.line(), finding.description());
    return new PromptText.Builder()
        .add(marks.data("The finding", said))
        .add(marks.data("The file it is in", around(finding)))
        .build();
  }

  /** The file around the finding, with line numbers. */
  private String around(Finding finding) {
    var lines = ChangedFiles.lines(task.newFiles().getOrDefault(finding.file(), ""));
    int from = Math.max(0, finding.line() - LINES_AROUND);
    int to = Math.min(lines.size(), finding.line() + LINES_AROUND);
    var text = new StringBuilder();
    for (int i = from; i < to; i++) {
      String line = ConfiguredSecrets.masked(lines.get(i));
      String cut = line.length() <= LINE_CHARS ? line : line.substring(0, LINE_CHARS) + " [cut]";
      text.append("%6d %s\n".formatted(i + 1, cut));
    }
    return text.toString();
  }

  private ModelRequest request(PromptText prompt) {
    return new ModelRequest(
        Role.REVIEW,
        model,
        task.context(),
        SYSTEM,
        List.of(new Message.User(prompt.text())),
        List.of(),
        Optional.of(SCHEMA),
        MAX_OUTPUT_TOKENS,
        true);
  }
}
