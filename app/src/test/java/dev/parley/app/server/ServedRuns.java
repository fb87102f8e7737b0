package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.app.cli.WholeRuns;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** Whole runs that a server carries out. */
@Timeout(60)
abstract class ServedRuns extends WholeRuns {

  private static final JsonMapper JSON = new JsonMapper();

  ServerFixture api;

  @BeforeEach
  void serve() {
    shell.with("PARLEY_SANDBOX_MODE", "none");
    api = new ServerFixture(shell.environment(), user.root());
  }

  @AfterEach
  void close() {
    api.close();
  }

  ObjectNode body(String tasks) {
    return JSON.createObjectNode()
        .put("repository", user.root().toString())
        .set("tasks", tree("[" + tasks + "]"));
  }

  static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  String start(String tasks) {
    return start(body(tasks));
  }

  String start(ObjectNode body) {
    var started = api.post("/api/v1/runs", ServerFixture.OPERATOR, body.toString());
    assertThat(started.statusCode()).as(started.body()).isEqualTo(201);
    return ServerFixture.json(started).path("run").asText();
  }

  /** Ids and names of a run's events, as they come, up to its end. */
  List<String> followed(String run, long after) throws IOException {
    return followed(run, after, "run_ended");
  }

  /** Likewise, up to the first event of a name. */
  List<String> followed(String run, long after, String last) throws IOException {
    var request =
        api.to("/api/v1/runs/" + run + "/events")
            .header("Accept", "text/event-stream")
            .header("Last-Event-ID", Long.toString(after))
            .header("Authorization", "Bearer " + ServerFixture.READER);
    var seen = new ArrayList<String>();
    var response = api.send(request, BodyHandlers.ofInputStream());
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !seen.contains("event: " + last)) {
        if (line.startsWith("id: ") || line.startsWith("event: ")) {
          seen.add(line);
        }
        line = lines.readLine();
      }
    }
    return seen;
  }
}
