package dev.parley.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code parley demo} as users start it: the packaged jar, an empty home, no git configuration. */
class DemoIT {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();
  private static final Path JAR = Path.of("target/parley.jar").toAbsolutePath();
  private static final int LIMIT_SECONDS = 300;

  @TempDir private Path folder;
  private Path demo;
  private Path repository;
  private Optional<Process> running = Optional.empty();

  @BeforeEach
  void nameFolders() {
    demo = folder.resolve("demo");
    repository = demo.resolve("teatime");
  }

  @AfterEach
  void endWhatStillRuns() {
    running.ifPresent(Process::destroyForcibly);
  }

  @Test
  void turnsTheMeetingIntoSixCommitsAndTouchesNothingElse() throws Exception {
    var code = start("first").waitFor();

    var told = told("first");
    assertThat(code).as(told + errorsOf("first")).isZero();
    assertThat(told)
        .contains(
            "T1 attempt 1, refused by the verification", "SplitTest.moneyThatComesBackAddsUpToo")
        .contains("T5 attempt 1, refused by the review", "Quotation marks inside the text")
        .contains("Left open in the meeting", "francs")
        .contains("is as it was, byte for byte")
        .doesNotContain("attempt 3");
    assertThat(subjects()).hasSize(6);
    assertThat(git("log", "-1", "--format=%an <%ae>, %cn", branch()))
        .isEqualTo("Maya Lindgren <maya@example.com>, Parley");
    assertThat(git("status", "--porcelain")).isEqualTo("M example.ledger");
    assertThat(git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main");
    assertThat(git("fsck", "--strict")).doesNotContain("error", "missing", "corrupt");
    assertThat(git("worktree", "list").lines()).hasSize(1);
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void goesOnAfterCtrlCAndAfterAKillAndEndsTheSame() throws Exception {
    var interrupted = start("interrupted");
    awaitWords("interrupted", "verifying", interrupted);
    // As a terminal does it: to the whole group, the running tests included.
    signalGroup("INT", interrupted);
    assertThat(interrupted.waitFor()).isEqualTo(130);
    assertThat(errorsOf("interrupted")).contains("Go on with: parley demo --dir " + demo);

    var killed = start("killed");
    awaitWords("killed", "merged", killed);
    killed.destroyForcibly().waitFor();

    assertThat(start("again").waitFor()).as(errorsOf("again")).isZero();
    assertThat(told("again"))
        .contains(
            "T1 attempt 1, refused by the verification", "SplitTest.moneyThatComesBackAddsUpToo")
        .contains("T5 attempt 1, refused by the review")
        .doesNotContain("attempt 3", "exited with 130", "exited with 137")
        .doesNotContain("T2 attempt", "T3 attempt", "T4 attempt", "T6 attempt");
    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "feat: share every amount to the cent",
            "feat: say which line of a ledger is wrong, and why",
            "feat: work out who pays whom",
            "feat: share a purchase by parts",
            "feat: write purchases as CSV",
            "feat: offer settle and export on the command line");
    assertThat(git("diff", "--stat", branch(), "main")).contains("12 files changed");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void leavesAFolderAloneThatIsNotItsOwn() throws Exception {
    Files.writeString(Files.createDirectories(demo).resolve("notes.txt"), "mine");

    assertThat(start("refused").waitFor()).isEqualTo(2);

    assertThat(errorsOf("refused")).contains("is not empty");
    assertThat(demo.toFile().list()).containsExactly("notes.txt");
  }

  private Process start(String name) throws IOException {
    var home = Files.createDirectories(folder.resolve("home"));
    var builder =
        new ProcessBuilder(
            "setsid",
            JAVA,
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            JAR.toString(),
            "demo",
            "--dir",
            demo.toString());
    builder.environment().clear();
    builder.environment().put("PATH", Optional.ofNullable(System.getenv("PATH")).orElse(""));
    builder.environment().put("HOME", home.toString());
    builder.redirectOutput(folder.resolve(name + ".out").toFile());
    builder.redirectError(folder.resolve(name + ".err").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    var process = builder.start();
    running = Optional.of(process);
    process
        .onExit()
        .orTimeout(LIMIT_SECONDS, SECONDS)
        .exceptionally(_ -> process.destroyForcibly());
    return process;
  }

  private void awaitWords(String name, String words, Process process) {
    await()
        .atMost(Duration.ofSeconds(LIMIT_SECONDS))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !process.isAlive() || errorsOf(name).contains(words));
  }

  private static void signalGroup(String signal, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid());
    assertThat(kill.inheritIO().start().waitFor()).isZero();
  }

  /** What was printed, whatever the line breaks. */
  private String told(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out")).replaceAll("\\s+", " ");
  }

  private String errorsOf(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".err"));
  }

  private List<String> subjects() throws Exception {
    return git("log", "--format=%s", "main.." + branch()).lines().toList();
  }

  private String branch() throws Exception {
    return git("for-each-ref", "--format=%(refname:short)", "refs/heads/parley");
  }

  private String git(String... arguments) throws Exception {
    var argv = new ArrayList<>(List.of("git", "-C", repository.toString()));
    argv.addAll(List.of(arguments));
    var process = new ProcessBuilder(argv).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  /** Processes that work in the demo's folder, or were started with a path of it. */
  private List<String> leftovers() throws IOException {
    var found = new ArrayList<String>();
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (var process : processes) {
        try {
          var commandLine = Files.readString(process.resolve("cmdline"), UTF_8);
          var works = Files.readSymbolicLink(process.resolve("cwd")).startsWith(demo);
          if (works || commandLine.contains(demo.toString())) {
            found.add(commandLine.replace('\0', ' '));
          }
        } catch (IOException _) {
          // It ended while we looked.
        }
      }
    }
    return found;
  }
}
