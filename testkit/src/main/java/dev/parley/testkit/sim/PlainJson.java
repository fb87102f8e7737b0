package dev.parley.testkit.sim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.llm.JsonCodec;
import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as far as simulated models write it. */
final class PlainJson implements JsonCodec {

  private static final JsonMapper JSON = new JsonMapper();
  private static final ObjectReader OBJECTS =
      JSON.readerFor(new TypeReference<Map<String, @Nullable Object>>() {});

  @Override
  public JsonObject parse(String text) {
    try {
      return new JsonObject("", OBJECTS.readValue(text));
    } catch (JsonProcessingException e) {
      throw new MalformedAnswerException(String.valueOf(e.getOriginalMessage()));
    }
  }

  @Override
  public String write(Map<String, ?> value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values", e);
    }
  }
}
