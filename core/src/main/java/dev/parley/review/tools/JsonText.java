package dev.parley.review.tools;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.List;

/** Foreign JSON, whose every fault becomes the one exception of a reader. */
record JsonText(JsonCodec json) {

  private static final String ITEMS = "items";

  /** Reads what was parsed; a missing or mistyped field throws {@link MalformedAnswerException}. */
  interface Reading<T> {
    T of(JsonObject object);
  }

  JsonObject object(String text) throws UnreadableReportException {
    try {
      return json.parse(text.strip());
    } catch (MalformedAnswerException e) {
      throw new UnreadableReportException("it is not a JSON object: " + e.getMessage());
    }
  }

  List<JsonObject> list(String text) throws UnreadableReportException {
    String stripped = text.strip();
    if (!stripped.startsWith("[")) {
      throw new UnreadableReportException("it is not a JSON array");
    }
    return reading(object("{\"" + ITEMS + "\":" + stripped + "}"), root -> root.objects(ITEMS));
  }

  static <T> T reading(JsonObject object, Reading<T> reading) throws UnreadableReportException {
    try {
      return reading.of(object);
    } catch (MalformedAnswerException e) {
      throw new UnreadableReportException(String.valueOf(e.getMessage()));
    }
  }
}
