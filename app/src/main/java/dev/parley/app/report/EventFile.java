package dev.parley.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.app.wiring.PayloadTypes;
import dev.parley.event.Event;
import java.util.List;

/** {@code events.jsonl}: the log as it is, an event a line. */
final class EventFile {

  private static final JsonMapper JSON = new JsonMapper();

  private EventFile() {}

  static String of(List<Event> log) {
    var codec = PayloadTypes.codec();
    var text = new StringBuilder();
    for (var event : log) {
      var encoded = codec.encode(event.payload());
      var line = JSON.createObjectNode();
      line.put("position", event.position());
      line.put("stream", event.stream().name());
      line.put("version", event.version());
      line.put("time", event.time().toString());
      line.put("type", encoded.type());
      try {
        line.set("payload", JSON.readTree(encoded.json()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("our own JSON", e);
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }
}
