package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.CheckoutState;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ModelScript;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The product in a process of its own, killed the moment it says a stage has begun or ended, and
 * resumed: the run must end as if nothing had happened.
 */
class KillNineTest {

  private static final Pattern RUN = Pattern.compile("\"run\":\"([a-z0-9-]+)\"");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String TASKS =
      """
      [{"id": "A", "title": "Write A", "description": "Write A.txt", "files_to_create": ["A.txt"]},
       {"id": "B", "title": "Write B", "description": "Write B.txt", "files_to_create": ["B.txt"]},
       {"id": "C", "title": "Write C", "description": "Write C.txt", "files_to_create": ["C.txt"],
        "dependencies": ["A", "B"]}]
      """;

  @TempDir Path folder;
  private GitFixture user;
  private ScriptedModelServer server;

  @BeforeEach
  void world() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("check.sh", "test -f check.sh\n");
    user.write("parley.toml", "[verification]\ncommands = [[\"sh\", \"check.sh\"]]\n");
    user.commit("Start");
    Files.writeString(folder.resolve("tasks.json"), TASKS);
    server = ScriptedModelServer.start(slowly(KillNineTest::answer));
  }

  @AfterEach
  void end() {
    server.close();
  }

  @ParameterizedTest(name = "killed at the {1}. {0}")
  @CsvSource({
    "run_started, 1",
    "draft_picked, 1",
    "codebase_profiled, 1",
    "run_plan_adopted, 1",
    "run_attempt_started, 2",
    "workspace_prepared, 1",
    "agent_tool_used, 1",
    "agent_coded, 2",
    "verification_verified, 1",
    "attempt_approved, 1",
    "attempt_integration_started, 1",
    "integration_rebased, 1",
    "attempt_ended, 2",
    "attempt_coding_started, 3"
  })
  void aKilledRunResumesToTheSameEnd(String event, int time) throws Exception {
    user.write("dirty.txt", "not committed");
    ParleyProcess.trust(user, folder.resolve("home"));
    CheckoutState before = user.state();

    var killed =
        parley(
            Optional.of(new Moment(event, time)),
            "run",
            "--tasks",
            folder.resolve("tasks.json").toString(),
            "--repo",
            repo(),
            "--sandbox",
            "none",
            "--json");
    String run = killed.run();
    var resumed = parley(Optional.empty(), "resume", run, "--json");

    assertThat(resumed.lines()).as(resumed.errors()).isNotEmpty();
    assertThat(resumed.lines().getLast())
        .contains("\"event\":\"run_ended\"", "\"outcome\":\"completed\"");
    assertThat(resumed.exitCode()).isZero();
    String branch = "parley/" + run;
    assertThat(user.git("log", "--format=%s", "HEAD.." + branch).lines())
        .containsExactlyInAnyOrder("feat: write A", "feat: write B", "feat: write C")
        .first()
        .isEqualTo("feat: write C");
    assertThat(user.git("fsck", "--strict")).doesNotContain("error", "missing");
    assertThat(user.state()).isEqualTo(before);
  }

  private String repo() {
    return user.root().toString();
  }

  /** When to kill: at the nth line of that event. */
  private record Moment(String event, int time) {}

  private record Ended(int exitCode, List<String> lines, String errors) {

    String run() {
      var found = RUN.matcher(String.join("\n", lines));
      assertThat(found.find()).as("a run id in %s %s", lines, errors).isTrue();
      return found.group(1);
    }
  }

  private Ended parley(Optional<Moment> killAt, String... arguments) throws Exception {
    var errors = folder.resolve("stderr");
    var builder = ParleyProcess.of(user, folder.resolve("home"), server.anthropicUrl(), arguments);
    var process = builder.redirectError(errors.toFile()).start();
    try {
      var lines = read(process, killAt);
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return new Ended(process.exitValue(), lines, Files.readString(errors));
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<String> read(Process process, Optional<Moment> killAt) throws IOException {
    var lines = new ArrayList<String>();
    int seen = 0;
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      @Nullable String line;
      while ((line = out.readLine()) != null) {
        lines.add(line);
        String text = line;
        boolean counts =
            killAt.filter(m -> text.contains("\"event\":\"" + m.event() + "\"")).isPresent();
        if (counts && ++seen == killAt.orElseThrow().time()) {
          // Through its handle: the process's own method would close the stream being read.
          boolean _ = process.toHandle().destroyForcibly();
        }
      }
    }
    return lines;
  }

  /** Every answer takes a moment, so that a kill meets work under way. */
  private static ModelScript slowly(ModelScript script) {
    return request ->
        new ScriptedAnswer.Delayed(
            Duration.ofMillis(50), Objects.requireNonNull(script.answer(request)));
  }

  private static ScriptedAnswer answer(ScriptedRequest request) {
    if (request.role().equals("review")) {
      return ScriptedAnswer.text("{\"approved\": true, \"issues\": [], \"suggestions\": []}");
    }
    String path = request.task() + ".txt";
    return switch (request.assistantTurns()) {
      case 0 ->
          ScriptedAnswer.toolCall("write_file", Map.of("path", path, "content", request.task()));
      case 1 -> ScriptedAnswer.toolCall("read_file", Map.of("path", path));
      default -> ScriptedAnswer.toolCall("finish", Map.of("summary", "Wrote " + path + "."));
    };
  }
}
