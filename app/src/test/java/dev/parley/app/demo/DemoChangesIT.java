package dev.parley.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripted sessions write, in real git and with the sample's own tests. */
class DemoChangesIT {

  private static final int GOOD = 2;

  private final Answers answers = new Answers();
  private final Set<String> tested = new HashSet<>();
  @TempDir private Path repository;

  @BeforeEach
  void commitTheSample() throws Exception {
    for (var file : DemoContent.bundled().repository().entrySet()) {
      var path = repository.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
      boolean _ = path.toFile().setExecutable(file.getKey().endsWith(".sh"));
    }
    git("init", "-q");
    commitAll("start");
  }

  @Test
  void firstAttemptAtT1BreaksATest() throws Exception {
    answers.apply("T1", 1, repository);

    var ended = run(List.of("./test.sh"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.output())
        .contains("FAIL SplitTest.moneyThatComesBackAddsUpToo", "1 failed")
        .contains("but was {Maya=-33, Tom=-33, Priya=-33}");
  }

  @Test
  void firstAttemptAtT5PassesItsTestsAndHasWhatTheReviewQuotes() throws Exception {
    answers.apply("T5", 1, repository);

    assertThat(run(List.of("./test.sh")).code()).isZero();
    var issue = answers.only("review").path("issues").path(0);
    var lines = Files.readAllLines(repository.resolve(issue.path("file").asText()));
    assertThat(lines.get(issue.path("line").asInt() - 1).strip())
        .isEqualTo(issue.path("quote").asText());
  }

  /** Worst case for merging: each task starts as soon as it may and lands as late as it may. */
  @ParameterizedTest
  @ValueSource(strings = {"T1 T2 T4 T3 T5 T6", "T5 T3 T1 T6 T2 T4"})
  void landsWithoutConflictAndGreenInAnyOrder(String order) throws Exception {
    var start = git("rev-parse", "HEAD");
    var changes = new HashMap<String, String>();
    var dependencies = dependencies();
    var landed = new ArrayList<String>();
    for (var task : order.split(" ", -1)) {
      startAll(dependencies, landed, changes);
      var before = landed.isEmpty() ? start : git("rev-parse", "landed");
      git("checkout", "-q", "-B", "landed", before);
      git("cherry-pick", Objects.requireNonNull(changes.get(task), task));
      landed.add(task);
      testOnce();
    }

    assertThat(run(List.of("./teatime.sh", "settle", "example.ledger")).output())
        .isEqualTo("Tom pays Maya 7.41\nJonas pays Priya 2.40\nTom pays Priya 0.07\n");
  }

  /** Writes the change of every task that may start and has not. */
  private void startAll(
      Map<String, List<String>> dependencies, List<String> landed, Map<String, String> changes)
      throws Exception {
    for (var task : dependencies.entrySet()) {
      if (!changes.containsKey(task.getKey()) && landed.containsAll(task.getValue())) {
        git("checkout", "-q", "--detach");
        answers.apply(task.getKey(), GOOD, repository);
        commitAll(task.getKey());
        changes.put(task.getKey(), git("rev-parse", "HEAD"));
        git("checkout", "-q", "--detach", "HEAD~1");
      }
    }
  }

  private Map<String, List<String>> dependencies() {
    var dependencies = new HashMap<String, List<String>>();
    for (var task : answers.only("planning").path("tasks")) {
      var names = new ArrayList<String>();
      task.path("dependencies").forEach(name -> names.add(name.asText()));
      dependencies.put(task.path("id").asText(), names);
    }
    return dependencies;
  }

  private void testOnce() throws Exception {
    if (tested.add(git("rev-parse", "HEAD^{tree}"))) {
      var ended = run(List.of("./test.sh"));
      assertThat(ended.code()).as(ended.output()).isZero();
    }
  }

  private void commitAll(String message) throws Exception {
    git("add", "-A");
    git("commit", "-q", "-m", message);
  }

  private String git(String... args) throws Exception {
    var identity = List.of("git", "-c", "user.name=Demo", "-c", "user.email=demo@example.com");
    var ended = run(Stream.concat(identity.stream(), Stream.of(args)).toList());
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended.output().strip();
  }

  private record Ended(int code, String output) {}

  private Ended run(List<String> argv) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(argv).directory(repository.toFile()).redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output);
  }
}
