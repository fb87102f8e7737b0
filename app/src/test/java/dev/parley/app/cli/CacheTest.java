package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ModelScript;
import dev.parley.testkit.modelserver.RecordedRequest;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers used again, by command line; the scripted server counts what it really received. */
class CacheTest {

  private static final String REQUIREMENTS =
      """
      {"title": "Limit", "open_questions": [],
       "requirements": [
         {"id": "R1", "text": "A limit.", "acceptance": [], "cites": ["U1"]}]}
      """;

  private static final String PLAN =
      """
      {"not_covered": [], "tasks": [
        {"id": "T1", "title": "Limit", "description": "d", "type": "modification",
         "files_to_create": [], "files_to_modify": ["a.txt"], "dependencies": [],
         "acceptance": [], "requirements": ["R1"]}]}
      """;

  @TempDir Path folder;
  private GitFixture user;
  private ScriptedModelServer server;
  private String limit = "limit = 10";

  @BeforeEach
  void repositoryAndModel() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("test.sh", "#!/bin/sh\ntrue\n");
    user.git("add", "test.sh");
    user.git("update-index", "--chmod=+x", "test.sh");
    user.write("a.txt", numbered("")).commit("Start");
    meeting("00:05");
    ModelScript script = this::answer;
    server = ScriptedModelServer.start(script);
  }

  @AfterEach
  void closeTheModel() {
    server.close();
  }

  /** Thirty different lines below the first ones. */
  private static String numbered(String first) {
    var text = new StringBuilder(first);
    for (int i = 0; i < 30; i++) {
      text.append("line ").append((char) ('a' + i % 26)).append(i / 26).append('\n');
    }
    return text.toString();
  }

  private void meeting(String time) throws IOException {
    Files.writeString(
        folder.resolve("meeting.vtt"),
        "WEBVTT\n\n00:%s.000 --> 00:50.000\n<v Ada>We need a limit.\n".formatted(time));
  }

  private ScriptedAnswer answer(ScriptedRequest request) {
    return switch (request.role()) {
      case "requirements" -> ScriptedAnswer.text(REQUIREMENTS);
      case "planning" -> ScriptedAnswer.text(PLAN);
      case "review" -> ScriptedAnswer.text(review(request));
      default -> codes(request);
    };
  }

  private ScriptedAnswer codes(ScriptedRequest request) {
    return request.assistantTurns() == 0
        ? ScriptedAnswer.toolCall(
            "edit_file",
            Map.of("path", "a.txt", "old_text", "line o0\n", "new_text", limit + "\nline o0\n"))
        : ScriptedAnswer.toolCall("finish", Map.of("summary", "Limited."));
  }

  /** Advice about the added line, where the prompt shows it. */
  private static String review(ScriptedRequest request) {
    var row =
        request
            .firstUserWords()
            .lines()
            .filter(line -> line.contains(" + limit"))
            .findFirst()
            .orElseThrow();
    return """
    {"approved": true, "suggestions": [], "issues": [{"severity": "low", "category": "style",
     "file": "a.txt", "line": %s, "quote": "", "description": "A name would be better."}]}
    """
        .formatted(row.strip().split(" ", 2)[0]);
  }

  private Shell.Typed type(GitFixture in, String... arguments) {
    var shell = new Shell(folder.resolve("home"), in.root());
    in.environment().forEach(shell::with);
    var typed =
        shell
            .with("PARLEY_HOME", folder.resolve("home/parley").toString())
            .with("ANTHROPIC_API_KEY", "test-key")
            .with("ANTHROPIC_BASE_URL", server.anthropicUrl())
            .type(arguments);
    assertThat(typed.exitCode()).as(typed.err()).isZero();
    return typed;
  }

  private Shell.Typed plan(String... more) {
    var arguments = new java.util.ArrayList<String>();
    arguments.add("plan");
    arguments.add(folder.resolve("meeting.vtt").toString());
    arguments.addAll(java.util.List.of(more));
    return type(user, arguments.toArray(String[]::new));
  }

  private String run() {
    var typed = type(user, "run", folder.resolve("meeting.vtt").toString(), "--sandbox", "none");
    return typed
        .err()
        .lines()
        .filter(l -> l.startsWith("run "))
        .findFirst()
        .orElseThrow()
        .split(" ", -1)[1];
  }

  private long received(String role) {
    return server.requests().stream().map(RecordedRequest::role).filter(role::equals).count();
  }

  @Test
  void aPlanMadeTwiceIsPaidForOnce() {
    assertThat(plan().out()).contains("in 2 model calls").doesNotContain("cache");

    var again = plan();

    assertThat(server.requests()).hasSize(2);
    assertThat(again.out())
        .contains("spent $0.0000 in 0 model calls", "2 calls answered from cache, $0.0");
    var run =
        again
            .err()
            .lines()
            .filter(l -> l.startsWith("run "))
            .findFirst()
            .orElseThrow()
            .split(" ", -1)[1];
    assertThat(type(user, "logs", run).out())
        .contains("model for planning: anthropic/claude-sonnet-4-5 answered from cache");
    assertThat(user.root().resolve(".parley/runs/" + run + "/report.json"))
        .content()
        .contains("\"saved_by_cache\"");
  }

  @Test
  void otherTimesAndAnotherCheckoutAreTheSameQuestion() throws IOException {
    plan();
    meeting("00:31");
    plan();
    assertThat(server.requests()).hasSize(2);

    user.git("clone", "-q", ".", folder.resolve("elsewhere").toString());
    var elsewhere = folder.resolve("elsewhere");
    var shell = new Shell(folder.resolve("home"), elsewhere);
    user.environment().forEach(shell::with);
    var typed =
        shell
            .with("PARLEY_HOME", folder.resolve("home/parley").toString())
            .with("ANTHROPIC_API_KEY", "test-key")
            .with("ANTHROPIC_BASE_URL", server.anthropicUrl())
            .type("plan", folder.resolve("meeting.vtt").toString());

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void withoutTheCacheEverythingIsAskedAnewAndNothingKept() {
    plan("--no-cache");
    plan();
    assertThat(server.requests()).hasSize(4);

    plan("--no-cache");

    assertThat(server.requests()).hasSize(6);
  }

  @Test
  void aDamagedAnswerIsAskedForAnew() throws SQLException {
    plan();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("home/parley/parley.db"));
        var statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "update response_cache set content = replace(content, 'Limit', 'Limbo')"))
          .isEqualTo(2);
    }

    plan();

    assertThat(server.requests()).hasSize(4);
  }

  @Test
  void aReviewServesWhereItsLinesHaveMoved() {
    var first = run();
    assertThat(finding(first)).contains("\"line\" : 15");
    user.write("a.txt", numbered("one more\nand more\n")).commit("More above");

    var second = run();

    assertThat(received("review")).as("one in each pass").isEqualTo(2);
    assertThat(finding(second)).contains("\"line\" : 17");
  }

  @Test
  void aReviewDoesNotServeAnotherConstant() {
    run();
    limit = "limit = 20";

    run();

    assertThat(received("review")).isEqualTo(4);
  }

  private String finding(String run) {
    try {
      return Files.readString(user.root().resolve(".parley/runs/" + run + "/report.json"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
