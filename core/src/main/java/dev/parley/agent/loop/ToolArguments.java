package dev.parley.agent.loop;

import dev.parley.llm.JsonCodec;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import dev.parley.llm.ToolCall;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a tool call. More lenient than {@link JsonObject}: a text may be blank, and a
 * number or truth value may come as text, for models often write them so.
 */
final class ToolArguments {

  private final Map<String, @Nullable Object> fields;

  private ToolArguments(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * @throws MalformedAnswerException if they are no JSON object; none at all are an empty one
   */
  static ToolArguments of(ToolCall call, JsonCodec json) {
    return new ToolArguments(
        call.arguments().isBlank() ? Map.of() : json.parse(call.arguments()).fields());
  }

  /**
   * @throws MalformedAnswerException if it is missing or no text
   */
  String text(String name) {
    Object value = fields.get(name);
    if (value instanceof String text) {
      return text;
    }
    throw new MalformedAnswerException(
        "The argument %s is %s. Arguments given: %s."
            .formatted(name, value == null ? "missing" : "not a text", fields.keySet()));
  }

  /** The default if it is missing. */
  String text(String name, String otherwise) {
    return fields.get(name) == null ? otherwise : text(name);
  }

  /**
   * Empty if it is missing.
   *
   * @throws MalformedAnswerException if it is no whole number
   */
  OptionalInt integer(String name) {
    Object value = fields.get(name);
    if (value == null || value.equals("")) {
      return OptionalInt.empty();
    }
    try {
      double number = Double.parseDouble(value.toString());
      if (number == (int) number) {
        return OptionalInt.of((int) number);
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new MalformedAnswerException("The argument " + name + " must be a whole number.");
  }

  /** False if it is missing. */
  boolean flag(String name) {
    Object value = fields.get(name);
    return value != null && value.toString().equalsIgnoreCase("true");
  }

  /** All in one line, long values cut. */
  String inOneLine(int charsOfEach) {
    var line = new StringBuilder();
    fields.forEach((name, value) -> {
      String text = String.valueOf(value).strip().replaceAll("\\s+", " ");
      line.append(line.isEmpty() ? "" : " ").append(name).append('=');
      line.append(Cut.tail(text, charsOfEach));
    });
    return line.toString();
  }
}
