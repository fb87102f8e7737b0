package dev.parley.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedMinutes;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A live meeting over HTTP, up to its code. */
class MeetingApiTest extends ServedRuns {

  private final ScriptedMinutes minutes =
      ScriptedMinutes.builder()
          .decides("exported as CSV", "export", "Reports are exported as CSV.")
          .decides("greet people by name", "greeting", "The first page greets by name.")
          .reverses("drop the greeting", "greeting")
          .build();

  @Override
  protected ScriptedAnswer codes(ScriptedRequest request) {
    return request.role().equals("coding") ? super.codes(request) : minutes.answer(request);
  }

  private JsonNode post(String path, String body, int status) {
    var answer = api.post("/api/v1/meetings" + path, ServerFixture.OPERATOR, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return ServerFixture.json(answer);
  }

  @Test
  void whatIsSaidBecomesRequirementsAndThenCode() throws IOException {
    var meeting =
        post("", "{\"repository\": \"%s\", \"title\": \"weekly\"}".formatted(user.root()), 201)
            .path("meeting")
            .asText();
    String at = "/" + meeting;
    var first =
        post(
            at + "/utterances",
            """
            {"utterances": [
              {"id": "a", "speaker": "Ada", "start": 65, "text": "Reports are exported as CSV."},
              {"id": "b", "speaker": "Ben", "start": "01:20", "text": "And we greet people by name."},
              {"id": "a", "speaker": "Ada", "start": 65, "text": "Reports are exported as CSV."}]}
            """,
            202);
    assertThat(first.path("new").asInt()).isEqualTo(2);
    post(at + "/utterances", "{\"speaker\": \"Ben\", \"text\": \"Then drop the greeting.\"}", 202);
    post(at + "/speakers", "{\"from\": \"Ben\", \"to\": \"Benjamin\"}", 202);

    post(at + "/end", "", 202);

    followed(meeting, 0);
    var view = api.json("/api/v1/meetings" + at);
    assertThat(view.path("utterances")).hasSize(3);
    assertThat(view.path("utterances").path(1).path("speaker").asText()).isEqualTo("Benjamin");
    assertThat(view.path("requirements").findValuesAsText("text"))
        .containsExactly("Reports are exported as CSV.");
    assertThat(api.json("/api/v1/runs" + at).path("outcome").asText()).isEqualTo("completed");
    assertThat(api.json("/api/v1/meetings").path("meetings")).hasSize(1);
    assertThat(api.json("/api/v1/meetings" + at + "/analytics").path("completed_tasks").asInt())
        .isEqualTo(1);
    post(at + "/utterances", "{\"text\": \"One more thing.\"}", 409);
    assertThat(post("/none/utterances", "{\"text\": \"x\"}", 404).path("code").asText())
        .isEqualTo("unknown_meeting");
    assertThat(
            post(at + "/utterances", "{\"text\": \"x\", \"start\": \"soon\"}", 400)
                .path("title")
                .asText())
        .contains("'soon' is no time");
  }
}
