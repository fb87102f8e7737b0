package dev.parley.adapters.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes records as the event codec does, for files and for programs that listen. Thread-safe. */
public final class RecordJson {

  private final JsonMapper mapper = RecordMapper.create();
  private final ObjectWriter pretty = mapper.writer(SerializationFeature.INDENT_OUTPUT);

  /** On one line. */
  public String line(Object value) {
    return write(mapper.writer(), value);
  }

  /** Over several lines, the last one ended. */
  public String pretty(Object value) {
    return write(pretty, value) + "\n";
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written: " + value.getClass(), e);
    }
  }
}
