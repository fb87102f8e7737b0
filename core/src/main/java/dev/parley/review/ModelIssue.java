package dev.parley.review;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.model.SecretText;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issue as a model wrote it, made safe to show.
 *
 * @param line 0 if there is none that is a number
 * @param quote empty if there is none
 */
record ModelIssue(
    Severity severity, String category, String file, int line, String quote, String description) {

  private static final int MAX_DESCRIPTION_CHARS = 2_000;
  private static final int MAX_QUOTE_CHARS = 4_000;
  private static final Set<String> CATEGORIES =
      Set.of("correctness", "security", "performance", "tests", "style");

  /**
   * Reads one.
   *
   * @throws MalformedAnswerException if severity, file or description is missing or wrong
   */
  static ModelIssue of(JsonObject object) {
    String severity = object.string("severity");
    return new ModelIssue(
        Severity.parse(severity)
            .orElseThrow(() ->
                new MalformedAnswerException(
                    object.path() + ".severity must be high, medium or low")),
        category(object.fields().get("category")),
        object.string("file").strip(),
        line(object.fields().get("line")),
        object.fields().get("quote") instanceof String quote ? cut(quote, MAX_QUOTE_CHARS) : "",
        safe(object.string("description")));
  }

  /** What is none of the five is taken for the one that blocks. */
  private static String category(@Nullable Object value) {
    String name = String.valueOf(value).strip().toLowerCase(Locale.ROOT);
    return CATEGORIES.contains(name) ? name : "correctness";
  }

  private static int line(@Nullable Object value) {
    if (value instanceof Number number && number.doubleValue() == number.intValue()) {
      return Math.max(0, number.intValue());
    }
    return value instanceof String text && text.strip().matches("[0-9]{1,9}")
        ? Integer.parseInt(text.strip())
        : 0;
  }

  /** Words of a model without secrets, control characters and invisible ones, bounded. */
  static String safe(String text) {
    String plain = SecretText.masked(text).replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\\n\\t]]", " ");
    return cut(plain.strip(), MAX_DESCRIPTION_CHARS);
  }

  private static String cut(String text, int chars) {
    return text.length() <= chars ? text : text.substring(0, chars) + "...";
  }

  /** As a finding at a place. */
  Finding at(String path, int foundLine, String foundQuote, boolean anchored) {
    var place = new Finding.Place(path, foundLine, safeQuote(foundQuote));
    return Finding.byModel(severity, category, description, place, anchored);
  }

  static String safeQuote(String quote) {
    return cut(SecretText.masked(quote.strip()), 500);
  }
}
