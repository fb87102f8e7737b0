package dev.parley.adapters.langchain4j;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events. Only their data matters here: both protocols name the type in it. */
final class ServerSentEvents {

  private static final String DATA = "data:";

  private ServerSentEvents() {}

  /** What is done with an event's data. */
  @FunctionalInterface
  interface Consumer {

    /** Returns false when no further event is wanted. */
    boolean accept(String data);
  }

  /**
   * Hands the data of each event on, until the consumer wants no more or the stream ends. A last
   * event without its empty line counts if its data is whole; else it was cut off and is dropped.
   */
  static void read(InputStream stream, Consumer consumer) {
    var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    try {
      var data = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(DATA)) {
          append(data, line.substring(DATA.length()));
        } else if (line.isEmpty() && !data.isEmpty()) {
          if (!consumer.accept(data.toString())) {
            return;
          }
          data.setLength(0);
        }
      }
      if (isWhole(data.toString())) {
        consumer.accept(data.toString());
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static boolean isWhole(String data) {
    return data.strip().equals(OpenAiStream.DONE) || Json.object(data).isPresent();
  }

  private static void append(StringBuilder data, String line) {
    if (!data.isEmpty()) {
      data.append('\n');
    }
    data.append(line.startsWith(" ") ? line.substring(1) : line);
  }
}
