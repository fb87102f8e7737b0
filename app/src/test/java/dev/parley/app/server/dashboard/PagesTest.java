package dev.parley.app.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.cli.WholeRuns;
import dev.parley.app.server.ServerFixture;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages over HTTP, of runs that were really carried out. */
class PagesTest extends WholeRuns {

  private static final Pattern INLINE =
      Pattern.compile("<style|\\sstyle=|\\son\\w+=|javascript:|<script(?! src=\"/assets/)");

  private ServerFixture web;

  @BeforeEach
  void serve() {
    web = new ServerFixture(shell.environment(), user.root());
  }

  @AfterEach
  void close() {
    web.close();
  }

  private String page(String path) {
    var response = web.get(path, ServerFixture.READER);
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type ->
            assertThat(type.replace(" ", "")).isEqualToIgnoringCase("text/html;charset=utf-8"));
    assertThat(response.body()).as("what the content policy forbids").doesNotContainPattern(INLINE);
    return response.body();
  }

  private HttpResponse<String> post(String path, String token, String form) {
    return web.send(
        web.to(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  @Test
  void withoutAnyRunThePageSaysHowToBeginOne() {
    assertThat(page("/")).contains("No run yet").contains("parley run meeting.vtt");
  }

  @Test
  void nothingIsShownToWhoWasNotLetIn() {
    for (var path : new String[] {"/", "/settings", "/runs/x", "/live/runs", "/assets/0/app.css"}) {
      assertThat(web.send(web.to(path)).statusCode()).as(path).isEqualTo(401);
    }
  }

  @Test
  void aRunIsShownWithItsTasksTheirAttemptsAndWhatTheyChanged() throws IOException {
    var run = runOf(run(2));

    assertThat(page("/")).contains("/runs/" + run).contains("completed");
    assertThat(page("/runs/" + run + "?task=T1"))
        .contains("2 of 2 tasks merged")
        .contains("id=\"node-T2\"")
        .contains("Critical path: T1")
        .contains("Log of T1")
        .contains("review: approved");
    assertThat(page("/runs/" + run + "/tasks/T1/1/diff"))
        .contains("T1.txt")
        .contains("class=\"added\"");
  }

  @Test
  void aRunThatIsNotThereIsSaidToBeUnknown() {
    assertThat(web.get("/runs/nowhere", ServerFixture.READER).statusCode()).isEqualTo(404);
    var inBrowser =
        web.send(
            web.to("/runs/nowhere")
                .header("Accept", "text/html,*/*")
                .header("Authorization", "Bearer " + ServerFixture.READER));
    assertThat(inBrowser.statusCode()).isEqualTo(404);
    assertThat(inBrowser.body()).contains("there is no run 'nowhere'").contains("What to do:");
  }

  @Test
  void thePartsOfAPageAreSentOnceAsLongAsNothingChanges() throws IOException {
    var run = runOf(run(1));

    var first = web.get("/live/runs/" + run, ServerFixture.READER);
    var tag = first.headers().firstValue("ETag").orElseThrow();
    var again =
        web.send(
            web.to("/live/runs/" + run)
                .header("Authorization", "Bearer " + ServerFixture.READER)
                .header("If-None-Match", tag));

    assertThat(again.statusCode()).isEqualTo(304);
  }

  @Test
  void assetsAreKeptForGoodUnderTheNameOfTheirContent() {
    var page = page("/");
    var url = Pattern.compile("/assets/\\w+/app\\.css").matcher(page);
    assertThat(url.find()).isTrue();

    var asset = web.get(url.group(), ServerFixture.READER);

    assertThat(asset.headers().firstValue("Cache-Control"))
        .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
    assertThat(web.get("/assets/0000000000000000/app.css", ServerFixture.READER).statusCode())
        .isEqualTo(404);
  }

  @Test
  void limitsAreSavedAndWhoSavedThemIsShown() {
    var saved = post("/settings", ServerFixture.ADMIN, "max_usd_per_run=7.5");

    assertThat(saved.statusCode()).isEqualTo(200);
    assertThat(saved.body()).contains("Saved.").contains("value=\"7.5\"");
    assertThat(page("/settings")).contains("max_usd_per_run = 7.5").contains("<td>ada</td>");
    assertThat(web.json("/api/v1/limits").path("max_usd_per_run").asDouble()).isEqualTo(7.5);
  }

  @Test
  void aWrongValueIsRefusedAtItsFieldAndNothingIsSaved() {
    var refused =
        post("/settings", ServerFixture.ADMIN, "max_usd_per_run=7&max_concurrent_tasks=none");

    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body())
        .contains("aria-invalid=\"true\"")
        .contains("Must be")
        .contains("value=\"none\"");
    assertThat(web.json("/api/v1/limits").path("max_usd_per_run").asInt()).isEqualTo(10);
  }

  @Test
  void onlyAnAdminChangesLimitsAndOnlyAnOperatorAsksSomethingOfRuns() throws IOException {
    var run = runOf(run(1));

    assertThat(post("/settings", ServerFixture.OPERATOR, "max_usd_per_run=7").statusCode())
        .isEqualTo(403);
    assertThat(post("/runs/" + run + "/cancel", ServerFixture.READER, "").statusCode())
        .isEqualTo(403);
    assertThat(page("/runs/" + run)).doesNotContain("Cancel the run");
  }
}
