package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ModelScript;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs by command line: real git, store, processes and HTTP; only the model is scripted. */
class RunCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String MEETING =
      """
      Ada: We need reports as CSV.
      Ben: Yes, and say how in the README.
      """;

  private static final String REQUIREMENTS =
      """
      {"title": "Reports", "open_questions": [],
       "requirements": [
         {"id": "R1", "text": "Reports as CSV.", "acceptance": [], "cites": ["U1"]},
         {"id": "R2", "text": "The README says how.", "acceptance": [], "cites": ["U2"]}]}
      """;

  private static final String PLAN =
      """
      {"not_covered": [], "tasks": [
        {"id": "T1", "title": "Write CSV", "description": "d", "type": "creation",
         "files_to_create": ["csv.txt"], "files_to_modify": [], "dependencies": [],
         "acceptance": [], "requirements": ["R1"]},
        {"id": "T2", "title": "Say how", "description": "d", "type": "modification",
         "files_to_create": ["how.txt"], "files_to_modify": [], "dependencies": ["T1"],
         "acceptance": [], "requirements": ["R2"]}]}
      """;

  private static final String APPROVED =
      "{\"approved\": true, \"issues\": [], \"suggestions\": []}";

  @TempDir Path folder;
  private GitFixture user;
  private Shell shell;
  private ScriptedModelServer server;

  @BeforeEach
  void repositoryAndModel() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("test.sh", "#!/bin/sh\n! grep -rq broken --include='*.txt' .\n");
    user.git("add", "test.sh");
    user.git("update-index", "--chmod=+x", "test.sh");
    user.commit("Start");
    Files.writeString(folder.resolve("meeting.txt"), MEETING);
    server = ScriptedModelServer.start(script("fine"));
    shell = shell(server);
  }

  @AfterEach
  void closeTheModel() {
    server.close();
  }

  @Test
  void aMeetingBecomesCommitsWithTheirProvenance() throws IOException {
    var before = user.state();

    var typed = shell.type("run", meeting(), "--sandbox", "none");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    var run = runOf(typed);
    assertThat(typed.lines().getFirst()).contains("completed", "2 of 2 tasks merged", run);
    assertThat(typed.out()).contains("Write CSV  (R1 from U1)", "Say how  (R2 from U2)");
    assertThat(typed.err())
        .contains("anthropic/claude-sonnet-4-5", "--model", "unsandboxed", "parley resume " + run)
        .contains("T1: coding", "T1: merged");
    assertThat(user.git("log", "--format=%s", "parley/" + run).lines())
        .startsWith("feat: say how", "feat: write CSV");
    assertThat(user.state()).isEqualTo(before);
    var files = folder.resolve("user/.parley/runs").resolve(run);
    for (var name :
        List.of(
            "prd.md",
            "prd.json",
            "tasks.json",
            "report.md",
            "report.json",
            "report.html",
            "events.jsonl",
            "logs/T1-1.log",
            "logs/T2-1.log")) {
      assertThat(files.resolve(name)).isNotEmptyFile();
    }
    assertThat(Files.readString(files.resolve("logs/T1-1.log"))).contains("write_file");
  }

  @Test
  void jsonIsAnEventALineAndEndsWithTheRunsEnd() throws IOException {
    var typed = shell.type("run", meeting(), "--sandbox", "none", "--json");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    var events = typed.lines().stream().map(RunCommandTest::parse).toList();
    assertThat(events).allSatisfy(event -> assertThat(event.path("event").isTextual()).isTrue());
    assertThat(events.getFirst().path("event").asText()).isEqualTo("run_started");
    assertThat(events.stream().filter(e -> e.path("event").asText().equals("run_ended")))
        .hasSize(1);
    var last = events.getLast();
    var run = last.path("run").asText();
    assertThat(last.path("event").asText()).isEqualTo("run_ended");
    assertThat(last.path("outcome").asText()).isEqualTo("completed");
    assertThat(last.path("tasks")).isEqualTo(parse("{\"T1\":\"merged\",\"T2\":\"merged\"}"));
    assertThat(last.path("branch").asText()).isEqualTo("parley/" + run);
    assertThat(last.path("cost_usd").isNumber()).isTrue();
    assertThat(last.path("cost_usd").asDouble()).isPositive();
  }

  @Test
  void tasksThatDoNotLandMeanExitCodeOne() {
    restart(script("broken"));

    var typed = shell.type("run", meeting(), "--sandbox", "none");

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(1);
    assertThat(typed.out()).contains("0 of 2 tasks merged", "failed", "blocked", "T1 is failed");
    var show = shell.type("show", runOf(typed));
    assertThat(show.exitCode()).isEqualTo(1);
    assertThat(show.out()).contains("T1", "failed");
  }

  @Test
  void aSpentBudgetStopsTheRunWithExitCodeThreeAndMoreMoneyLetsItGoOn() {
    var typed = shell.type("run", meeting(), "--sandbox", "none", "--budget-usd", "0.02");

    assertThat(typed.exitCode()).as(typed.err() + typed.out()).isEqualTo(3);
    assertThat(typed.err()).contains("max_usd_per_run", "parley resume");

    var resumed = shell.type("resume", runOf(typed), "--budget-usd", "10");
    assertThat(resumed.exitCode()).as(resumed.err()).isZero();
    assertThat(resumed.out()).contains("2 of 2 tasks merged");
  }

  @Test
  void planningCarriesNothingOut() {
    var typed = shell.type("plan", meeting());

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("planned 2 tasks", "Write CSV", "Say how");
    assertThat(user.git("branch", "--list", "parley/*")).isBlank();
  }

  @Test
  void aPlanTellsItsEstimatesInTheOneForm() {
    var typed = shell.type("plan", meeting(), "--json");

    var estimates =
        typed.lines().stream()
            .map(RunCommandTest::parse)
            .map(line -> line.path("estimates"))
            .filter(JsonNode::isArray)
            .findFirst()
            .orElseThrow();
    assertThat(estimates).hasSize(2);
    assertThat(estimates.path(0).fieldNames())
        .toIterable()
        .containsExactly(
            "task", "estimated_time", "expected_attempts", "estimated_cost", "confidence", "basis");
  }

  @Test
  void tasksAreLookedAtWithoutAnyModel() throws IOException {
    Files.writeString(folder.resolve("tasks.json"), PLAN);

    var typed =
        shell
            .without("ANTHROPIC_API_KEY")
            .without("ANTHROPIC_BASE_URL")
            .type("run", "--tasks", folder.resolve("tasks.json").toString(), "--dry-run");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("planned 2 tasks");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void standardInputIsATranscriptToo() {
    var typed = shell.reading(MEETING).type("plan", "-");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
  }

  @Test
  void theFilesInTheRepositoryAreCopiesThatCanBeMadeAgain() throws IOException {
    var run = runOf(shell.type("run", meeting(), "--sandbox", "none"));
    var report = folder.resolve("user/.parley/runs").resolve(run).resolve("report.md");
    var text = Files.readString(report);
    Files.delete(report);

    var typed = shell.type("report", run);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(report).hasContent(text);
    var json = parse(shell.type("report", run, "--json").out());
    assertThat(json.path("analytics").path("total_tasks").asInt()).isEqualTo(2);
    assertThat(json.path("analytics").path("success_rate").asDouble()).isEqualTo(1.0);
  }

  @Test
  void runsAreListedShownLoggedAndFoundByAPartOfTheirId() {
    var run = runOf(shell.type("run", meeting(), "--sandbox", "none"));

    assertThat(shell.type("runs").out()).contains(run, "completed", "2 of 2");
    var end = run.substring(run.length() - 4);
    assertThat(shell.type("show", end).exitCode()).isZero();
    var shown = parse(shell.type("show", run, "--json").out());
    assertThat(shown.path("outcome").asText()).isEqualTo("completed");
    assertThat(shown.path("estimates")).hasSize(shown.path("tasks").size());
    assertThat(shown.at("/estimates/0/estimated_time/p90_s").asDouble()).isPositive();
    assertThat(shell.type("logs", run).out())
        .contains("T1/1: coding", "write_file", "run: ended: completed");
    assertThat(shell.type("logs", run, "--task", "T2").out()).doesNotContain("T1/1");
    var unknown = shell.type("show", run.substring(0, run.length() - 2) + "zz");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("there is no run", "Nearest: " + run);
    var task = shell.type("cancel", run, "T3");
    assertThat(task.exitCode()).isEqualTo(2);
    assertThat(task.err()).contains("no task 'T3'", "Nearest: T1");
  }

  private String meeting() {
    return folder.resolve("meeting.txt").toString();
  }

  private void restart(ModelScript script) {
    server.close();
    server = ScriptedModelServer.start(script);
    shell = shell(server);
  }

  private Shell shell(ScriptedModelServer at) {
    var typing = new Shell(folder.resolve("home"), user.root());
    user.environment().forEach(typing::with);
    return typing
        .with("PARLEY_HOME", folder.resolve("home/parley").toString())
        .with("ANTHROPIC_API_KEY", "test-key")
        .with("ANTHROPIC_BASE_URL", at.anthropicUrl());
  }

  private static String runOf(Shell.Typed typed) {
    var line = typed.err().lines().filter(l -> l.startsWith("run ")).findFirst().orElseThrow();
    return line.split(" ", -1)[1];
  }

  private static ModelScript script(String content) {
    return request ->
        switch (request.role()) {
          case "requirements" -> ScriptedAnswer.text(REQUIREMENTS);
          case "planning" -> ScriptedAnswer.text(PLAN);
          case "review" -> ScriptedAnswer.text(APPROVED);
          default -> codes(request, content);
        };
  }

  private static ScriptedAnswer codes(ScriptedRequest request, String content) {
    var path = request.task().equals("T1") ? "csv.txt" : "how.txt";
    return request.assistantTurns() == 0
        ? ScriptedAnswer.toolCall("write_file", Map.of("path", path, "content", content))
        : ScriptedAnswer.toolCall("finish", Map.of("summary", "Wrote " + path + "."));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new AssertionError(json, e);
    }
  }
}
