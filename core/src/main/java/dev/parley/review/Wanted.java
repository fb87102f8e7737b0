package dev.parley.review;

import dev.parley.llm.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model asks to see of the repository beside what it is shown: lines of a file, or where a
 * symbol is declared. As the model wrote it, and to be looked up, never to be followed.
 *
 * @param file path from the repository's root; may be empty if there is a symbol
 * @param from first line, from 1; 0 if the file's beginning or a symbol is asked for
 * @param to last line; 0 if it does not say
 * @param symbol empty if lines are asked for
 */
record Wanted(String file, int from, int to, String symbol) {

  /** More in one answer are not even looked at. */
  static final int READ_MAX = 50;

  /** What an answer asks for. Whatever stands there asks, also if it can be no file's name. */
  static List<Wanted> of(JsonObject answer) {
    @Nullable Object more = answer.fields().get("more");
    if (more == null) {
      return List.of();
    }
    List<?> items = more instanceof List<?> list ? list : List.of(more);
    return items.stream().limit(READ_MAX).map(Wanted::of).toList();
  }

  private static Wanted of(@Nullable Object item) {
    return item instanceof Map<?, ?> map
        ? new Wanted(word(map, "file"), line(map, "from"), line(map, "to"), symbol(map))
        : new Wanted("", 0, 0, "");
  }

  private static String symbol(Map<?, ?> map) {
    // Of Shop.price or shop::price only the last name is where it is declared.
    return word(map, "symbol").replaceFirst("\\(.*", "").replaceFirst("^.*[.:#]", "");
  }

  private static String word(Map<?, ?> map, String name) {
    @Nullable Object value = map.get(name);
    return value instanceof String text && text.length() <= 1_000 ? text.strip() : "";
  }

  private static int line(Map<?, ?> map, String name) {
    return map.get(name) instanceof Number number ? Math.max(0, number.intValue()) : 0;
  }
}
