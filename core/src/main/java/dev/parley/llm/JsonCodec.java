package dev.parley.llm;

import java.util.Map;

/** Reads and writes JSON with plain maps, lists, strings, numbers and booleans. Thread-safe. */
public interface JsonCodec {

  /**
   * One JSON object, strictly: duplicate keys and trailing text are errors.
   *
   * @throws MalformedAnswerException with line and column
   */
  JsonObject parse(String text);

  String write(Map<String, ?> value);
}
