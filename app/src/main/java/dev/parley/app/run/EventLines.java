package dev.parley.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.wiring.PayloadTypes;
import dev.parley.codebase.CodebasePayload.CodebaseProfiled;
import dev.parley.event.Event;
import dev.parley.event.PayloadCodec;
import dev.parley.orchestrator.RunPayload.RunEnded;
import dev.parley.orchestrator.RunState;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * A run for programs: one JSON object a line, each with {@code event} and {@code run}, those of an
 * attempt with {@code task} and {@code attempt}, and what the event says under {@code data}. The
 * last line is {@code run_ended}.
 */
public final class EventLines implements RunListener {

  private static final JsonMapper JSON = new JsonMapper();

  private final PayloadCodec codec = PayloadTypes.codec();
  private final PrintWriter out;

  public EventLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void heard(Event event) {
    // The last line says it, with what else there is to know at the end.
    if (!(event.payload() instanceof RunEnded)) {
      out.println(line(event));
    }
  }

  /** The last line. */
  public void ended(RunState state, String costUsd) {
    var line = JSON.createObjectNode();
    line.put("event", "run_ended");
    line.put("run", state.run().value());
    line.put("outcome", state.atRest().orElseThrow().wireName());
    var tasks = line.putObject("tasks");
    state.statuses().forEach((task, status) -> tasks.put(task.value(), status.wireName()));
    line.put("branch", state.run().branch());
    line.put("cost_usd", new java.math.BigDecimal(costUsd));
    state
        .halt()
        .ifPresent(halt ->
            line.putObject("problem")
                .put("code", halt.problem().code().name().toLowerCase(Locale.ROOT))
                .put("message", halt.problem().message())
                .put("remedy", halt.problem().remedy()));
    out.println(line);
  }

  String line(Event event) {
    var encoded = codec.encode(event.payload());
    var line = JSON.createObjectNode();
    line.put("event", encoded.type().replace('.', '_'));
    line.put("run", event.stream().run().value());
    event.stream()
        .attempt()
        .ifPresent(id -> {
          line.put("task", id.task().value());
          line.put("attempt", id.number());
        });
    line.put("time", event.time().toString());
    line.set("data", data(event, encoded.json()));
    return line.toString();
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
