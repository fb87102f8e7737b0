package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is asked or forced to end in the middle of a run. */
class InterruptTest {

  private static final long PATIENCE_S = 120;

  private static final String TASKS =
      """
      [{"id": "T1", "title": "Write a.txt", "description": "d"},
       {"id": "T2", "title": "Write b.txt", "description": "d", "dependencies": ["T1"]}]
      """;

  private static final String APPROVED =
      "{\"approved\": true, \"issues\": [], \"suggestions\": []}";

  private final CountDownLatch inTheSecondTask = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  @TempDir Path folder;
  private GitFixture user;
  private ScriptedModelServer server;
  private Shell shell;

  @BeforeEach
  void repositoryAndModel() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("test.sh", "#!/bin/sh\ntrue\n");
    user.git("add", "test.sh");
    user.git("update-index", "--chmod=+x", "test.sh");
    user.commit("Start");
    Files.writeString(folder.resolve("tasks.json"), TASKS);
    server = ScriptedModelServer.start(this::answer);
    shell = new Shell(folder.resolve("home"), user.root());
    user.environment().forEach(shell::with);
    shell
        .with("PARLEY_HOME", folder.resolve("home/parley").toString())
        .with("PARLEY_SANDBOX_MODE", "none")
        .with("ANTHROPIC_API_KEY", "test-key")
        .with("ANTHROPIC_BASE_URL", server.anthropicUrl());
  }

  @AfterEach
  void closeTheModel() {
    mayGoOn.countDown();
    server.close();
  }

  @Test
  void controlCSaysHowToGoOnAndGoingOnLosesNothing() throws Exception {
    var process = start();
    awaitTheSecondTask();

    signal("INT", process);

    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(errors()).contains("parley: interrupted", "Go on with: parley resume ");
    goesOn();
  }

  @Test
  void aProcessKilledInTheMiddleLosesNothing() throws Exception {
    var process = start();
    awaitTheSecondTask();

    signal("KILL", process);

    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    goesOn();
  }

  @Test
  void aRunCancelledFromElsewhereEndsAndKeepsWhatHasLanded() throws Exception {
    var process = start();
    awaitTheSecondTask();
    var run = shell.type("runs").out().split(" ", -1)[0];

    var typed = shell.type("cancel", run);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("out")))
        .contains("cancelled", "1 of 2 tasks merged");
    assertThat(shell.type("cancel", run).out()).contains("had ended");
  }

  /** The first task has landed and is not done again; the second one begins anew. */
  private void goesOn() throws IOException {
    mayGoOn.countDown();
    var run = shell.type("runs").out().split(" ", -1)[0];
    long first = requests("T1");

    var typed = shell.type("resume", run);

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("2 of 2 tasks merged");
    assertThat(user.git("rev-list", "--count", "HEAD..parley/" + run).strip()).isEqualTo("2");
    assertThat(requests("T1")).isEqualTo(first);
  }

  private long requests(String task) {
    return server.requests().stream()
        .flatMap(recorded -> recorded.request().stream())
        .filter(request -> request.task().equals(task) && request.role().equals("coding"))
        .count();
  }

  private void awaitTheSecondTask() throws InterruptedException {
    assertThat(inTheSecondTask.await(90, TimeUnit.SECONDS)).isTrue();
  }

  private ScriptedAnswer answer(ScriptedRequest request) {
    if (request.role().equals("review")) {
      return ScriptedAnswer.text(APPROVED);
    }
    if (request.task().equals("T2")) {
      inTheSecondTask.countDown();
      waitUntilItMayGoOn();
    }
    var path = request.task() + ".txt";
    return request.assistantTurns() == 0
        ? ScriptedAnswer.toolCall("write_file", Map.of("path", path, "content", "x"))
        : ScriptedAnswer.toolCall("finish", Map.of("summary", "Wrote " + path));
  }

  private void waitUntilItMayGoOn() {
    try {
      boolean _ = mayGoOn.await(90, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Whoever runs the tests in the background has the interrupt ignored, also by children.
    var command =
        List.of(
            "env",
            "--default-signal=INT",
            java,
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.parley.app.Main",
            "run",
            "--tasks",
            folder.resolve("tasks.json").toString());
    var builder = new ProcessBuilder(command).directory(user.root().toFile());
    builder.environment().clear();
    builder.environment().putAll(shell.environment());
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private static void signal(String name, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve("err"));
  }
}
