package dev.parley.review;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.review.syntax.Language;
import java.util.Optional;

/**
 * What a model answered when asked whether a finding holds.
 *
 * @param holds whether it does
 * @param reason why it does not, with the line of code that shows it; empty if it holds
 */
record Refutation(boolean holds, String reason) {

  private static final Refutation HOLDS = new Refutation(true, "");
  private static final int MIN_QUOTE_CHARS = 6;

  /**
   * Reads an answer. A refutation that quotes no line of code of the changed files is none: it
   * would be the model's word alone. Comments and texts prove nothing, since whoever wrote the
   * change wrote them too, and neither does the line itself that is found fault with.
   *
   * @throws MalformedAnswerException if it does not say whether the finding is refuted
   */
  static Refutation of(JsonObject answer, ReviewTask task, Finding finding) {
    if (!answer.bool("refuted")) {
      return HOLDS;
    }
    String file = answer.string("file").strip();
    String quote = answer.string("quote").strip();
    return place(task, finding, file, quote)
        .map(line ->
            new Refutation(
                false,
                "%s:%d shows that it does not hold: %s"
                    .formatted(file, line, ModelIssue.safe(answer.string("why")))))
        .orElse(HOLDS);
  }

  /** The line of the file that has the quote as code, other than the one found fault with. */
  private static Optional<Integer> place(
      ReviewTask task, Finding finding, String file, String quote) {
    String wanted = bare(quote.lines().findFirst().orElse(""));
    String text = task.newFiles().get(file);
    boolean program = file.equals(finding.file()) || Language.of(file).isPresent();
    if (text == null || !program || wanted.length() < MIN_QUOTE_CHARS) {
      return Optional.empty();
    }
    var lines = CodeLines.of(text);
    for (int i = 0; i < lines.size(); i++) {
      boolean accused = file.equals(finding.file()) && i + 1 == finding.line();
      String code = squeezed(lines.get(i));
      if (!accused && code.contains(wanted)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /** A quote without its texts, as the lines it is compared with. */
  private static String bare(String quote) {
    return squeezed(CodeLines.of(quote).getFirst());
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
