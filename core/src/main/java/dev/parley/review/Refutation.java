package dev.parley.review;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.Optional;

/**
 * What a model answered when asked whether a finding holds.
 *
 * @param holds whether it does
 * @param reason why it does not, with the line of code that shows it; empty if it holds
 */
record Refutation(boolean holds, String reason) {

  private static final Refutation HOLDS = new Refutation(true, "");
  private static final int MIN_QUOTE_CHARS = 3;

  /**
   * Reads an answer. A refutation that quotes no line of code of the changed files is none: it
   * would be the model's word alone. Comments prove nothing, since whoever wrote the change wrote
   * them too.
   *
   * @throws MalformedAnswerException if it does not say whether the finding is refuted
   */
  static Refutation of(JsonObject answer, ReviewTask task) {
    if (!answer.bool("refuted")) {
      return HOLDS;
    }
    String file = answer.string("file").strip();
    String quote = answer.string("quote").strip();
    return place(task, file, quote)
        .map(line ->
            new Refutation(
                false,
                "%s:%d shows that it does not hold: %s"
                    .formatted(file, line, ModelIssue.safe(answer.string("why")))))
        .orElse(HOLDS);
  }

  /** The line of the file that has the quote as code. */
  private static Optional<Integer> place(ReviewTask task, String file, String quote) {
    String wanted = squeezed(quote.lines().findFirst().orElse(""));
    String text = task.newFiles().get(file);
    if (text == null || wanted.length() < MIN_QUOTE_CHARS) {
      return Optional.empty();
    }
    var lines = ChangedFiles.lines(text);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!isComment(line) && squeezed(withoutComment(line)).contains(wanted)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  private static boolean isComment(String line) {
    return line.matches("(?s)(?://|#|/?\\*|--|<!--|\"\"\"|''').*");
  }

  /** Without what stands behind a comment's beginning; a string that has one is cut, too. */
  private static String withoutComment(String line) {
    return line.replaceFirst("\\s(?://|#|/\\*|--\\s).*", "");
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
