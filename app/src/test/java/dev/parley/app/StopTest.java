package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The emergency stop on real processes: an agent's command has started a tree of its own, one of it
 * in a session of its own, and all of it is gone within five seconds.
 */
class StopTest {

  /** What the product promises; starting the JVM that stops is on top. */
  private static final Duration PROMISED = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String TASKS =
      "[{\"id\": \"A\", \"title\": \"Write A\", \"description\": \"Write A.txt\"}]";

  @TempDir Path folder;
  private GitFixture user;
  private ScriptedModelServer server;
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void world() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("check.sh", "test -f check.sh\n");
    user.write("parley.toml", "[verification]\ncommands = [[\"sh\", \"check.sh\"]]\n");
    user.commit("Start");
    Files.writeString(folder.resolve("tasks.json"), TASKS);
    server = ScriptedModelServer.start(this::answer);
  }

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
    server.close();
  }

  @Test
  void theCommandEndsEveryTreeAndTheRunGoesOnWithAResume() throws Exception {
    var run = begin();
    var tree = tree();

    var stop = parley("stop");
    assertThat(ended(stop)).as(errors(stop)).isZero();

    awaitGone(tree, PROMISED);
    assertThat(ended(run)).as(errors(run)).isEqualTo(3);
    assertThat(errors(run)).contains("pulled the emergency stop", "parley resume");
    assertThat(output(stop)).contains("go on with: parley resume");

    Files.createFile(folder.resolve("quick"));
    var id = output(stop).lines().findFirst().orElseThrow().replaceAll("stopped (\\S+);.*", "$1");
    var resumed = parley("resume", id);
    assertThat(ended(resumed)).as(errors(resumed)).isZero();
    assertThat(user.git("show", "parley/" + id + ":A.txt")).isEqualTo("begun");
  }

  @Test
  void theFileAloneEndsEverythingAndNothingIsBegunUntilItIsGone() throws Exception {
    var run = begin();
    var tree = tree();

    Files.writeString(folder.resolve("home/STOP"), "");

    awaitGone(tree, PROMISED);
    assertThat(ended(run)).as(errors(run)).isEqualTo(3);
    var another = parley("run", "--tasks", folder.resolve("tasks.json").toString());
    assertThat(ended(another)).isEqualTo(3);
    assertThat(errors(another)).contains("the emergency stop is pulled");
  }

  @Test
  void aProcessThatAnswersNothingIsEndedFromOutside() throws Exception {
    var run = begin();
    var tree = tree();
    signal("STOP", run.pid());

    var stop = parley("stop");

    awaitGone(tree, PATIENCE);
    assertThat(ended(stop)).as(errors(stop)).isZero();
    assertThat(run.isAlive()).isFalse();
  }

  /** A run whose agent's command sleeps in three ways. */
  private Process begin() throws Exception {
    ParleyProcess.trust(user, folder.resolve("home"));
    return parley("run", "--sandbox", "none", "--tasks", folder.resolve("tasks.json").toString());
  }

  /** What the agent's command started, once all of it runs. */
  private List<ProcessHandle> tree() {
    var pids = folder.resolve("pids");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 3);
    try {
      return Files.readAllLines(pids).stream()
          .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void awaitGone(List<ProcessHandle> tree, Duration atMost) {
    Awaitility.await().atMost(atMost).until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
  }

  private ScriptedAnswer answer(ScriptedRequest request) {
    if (request.role().equals("review")) {
      return ScriptedAnswer.text("{\"approved\": true, \"issues\": [], \"suggestions\": []}");
    }
    if (Files.exists(folder.resolve("quick"))) {
      return ScriptedAnswer.toolCall("finish", Map.of("summary", "Went on."));
    }
    return switch (request.assistantTurns()) {
      case 0 -> ScriptedAnswer.toolCall("write_file", Map.of("path", "A.txt", "content", "begun"));
      default -> ScriptedAnswer.toolCall("run_command", Map.of("command", sleeping()));
    };
  }

  private String sleeping() {
    String pids = folder.resolve("pids").toString();
    return "(sleep 1000 & echo $! >> %1$s); setsid sh -c 'echo $$ >> %1$s; exec sleep 1000' &"
            .formatted(pids)
        + " echo $$ >> %s; exec sleep 1000".formatted(pids);
  }

  private Process parley(String... arguments) throws IOException {
    var builder = ParleyProcess.of(user, folder.resolve("home"), server.anthropicUrl(), arguments);
    var number = started.size();
    var process =
        builder
            .redirectOutput(folder.resolve("out" + number).toFile())
            .redirectError(folder.resolve("err" + number).toFile())
            .start();
    started.add(process);
    return process;
  }

  private static int ended(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String errors(Process process) throws IOException {
    return Files.readString(folder.resolve("err" + started.indexOf(process)));
  }

  private String output(Process process) throws IOException {
    return Files.readString(folder.resolve("out" + started.indexOf(process)));
  }

  private static void signal(String name, long pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor())
        .isZero();
  }
}
