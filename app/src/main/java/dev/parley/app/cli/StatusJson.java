package dev.parley.app.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.orchestrator.RunOutcome;
import dev.parley.orchestrator.RunState;
import java.util.Locale;

/** Where a run stands, for programs: the same fields as the last line of {@code run --json}. */
final class StatusJson {

  private static final JsonMapper JSON = new JsonMapper();

  private StatusJson() {}

  /** One line; {@code outcome} is {@code unfinished} while something may still happen. */
  static ObjectNode of(RunState state) {
    var json = JSON.createObjectNode();
    json.put("run", state.run().value());
    json.put("outcome", state.atRest().map(RunOutcome::wireName).orElse("unfinished"));
    json.put("started_at", state.startedAt().toString());
    json.put("repository", state.request().checkout());
    json.put("source", state.request().source());
    json.put("branch", state.run().branch());
    var tasks = json.putObject("tasks");
    state.statuses().forEach((task, status) -> tasks.put(task.value(), status.wireName()));
    state
        .halt()
        .ifPresent(halt ->
            json.putObject("problem")
                .put("code", halt.problem().code().name().toLowerCase(Locale.ROOT))
                .put("message", halt.problem().message())
                .put("remedy", halt.problem().remedy()));
    return json;
  }
}
