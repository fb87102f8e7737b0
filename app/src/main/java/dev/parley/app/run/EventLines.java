package dev.parley.app.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.app.report.EventJson;
import dev.parley.event.Event;
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

  private final PrintWriter out;

  public EventLines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void heard(Event event) {
    // The last line says it, with what else there is to know at the end.
    if (!(event.payload() instanceof RunEnded)) {
      out.println(EventJson.of(event));
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
}
