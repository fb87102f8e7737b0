package dev.parley.app.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.wiring.PayloadTypes;
import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.event.Event;
import dev.parley.event.PayloadCodec;
import dev.parley.safety.SafetyPayload.PlanForecast;

/**
 * An event for programs: {@code event} and {@code run}, of an attempt {@code task} and {@code
 * attempt}, {@code time}, and what the event says under {@code data}; a forecast has {@code
 * estimates}, too.
 */
public final class EventJson {

  private static final JsonMapper JSON = new JsonMapper();
  private static final PayloadCodec CODEC = PayloadTypes.codec();

  private EventJson() {}

  /** One object, on one line when printed. */
  public static ObjectNode of(Event event) {
    var encoded = CODEC.encode(event.payload());
    var line = JSON.createObjectNode();
    line.put("event", name(encoded.type()));
    line.put("run", event.stream().run().value());
    event.stream()
        .attempt()
        .ifPresent(id -> {
          line.put("task", id.task().value());
          line.put("attempt", id.number());
        });
    line.put("time", event.time().toString());
    line.set("data", data(event, encoded.json()));
    if (event.payload() instanceof PlanForecast(var forecast)) {
      // Beside what the log keeps, in the form in which estimates are told everywhere.
      var estimates = line.putArray("estimates");
      forecast.tasks().forEach(estimate -> estimates.add(EstimateJson.of(estimate)));
    }
    return line;
  }

  private static String name(String type) {
    return type.replace('.', '_');
  }

  private static JsonNode data(Event event, String json) {
    try {
      var data = JSON.readTree(json);
      if (event.payload() instanceof CodebaseProfiled) {
        // Every path of a large repository is no news to who listens.
        ((ObjectNode) data.path("profile")).remove("files");
      }
      return data;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own JSON", e);
    }
  }
}
