package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every runner of child processes promises. Needs a POSIX shell. */
@Timeout(120)
public abstract class ProcessRunnerContract {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  @TempDir protected Path folder;

  protected abstract ProcessRunner processes();

  /** How the runner under test is asked to run things. */
  protected abstract Confinement confinement();

  @Test
  void givesExitCodeOutputAndErrors() {
    var completed = shell("echo out; echo err >&2; exit 3");

    assertThat(completed.exitCode()).isEqualTo(3);
    assertThat(completed.stdout()).isEqualTo("out\n");
    assertThat(completed.stderr()).isEqualTo("err\n");
    assertThat(completed.timedOut()).isFalse();
    assertThat(completed.truncated()).isFalse();
    assertThat(completed.succeeded()).isFalse();
  }

  @Test
  void passesArgumentsWithoutAShell() {
    var completed = run(command(List.of("printf", "%s|", "a b", "$HOME", "*", "'")));

    assertThat(completed.stdout()).isEqualTo("a b|$HOME|*|'|");
  }

  @Test
  void runsInTheFolder() throws IOException {
    assertThat(shell("pwd -P").stdout().strip()).isEqualTo(folder.toRealPath().toString());
  }

  @Test
  void givesTheChildNothingOfItsOwnEnvironment() {
    var names = shell("env").stdout().lines().map(line -> line.replaceAll("=.*", "")).toList();

    assertThat(names).contains("PATH").doesNotContain("HOME", "JAVA_HOME", "USER");
  }

  @Test
  void givesAnEmptyInputIfThereIsNone() {
    assertThat(shell("cat; echo end").stdout()).isEqualTo("end\n");
  }

  @Test
  void writesTheInputInFullWhileTheChildTalks() {
    var input = "0123456789".repeat(100_000);
    var completed = run(command("cat", input, LONG, 4_000_000));

    assertThat(completed.stdout()).isEqualTo(input);
  }

  @Test
  void doesNotMindAChildThatIgnoresItsInput() {
    assertThat(run(command("echo done", "x".repeat(1_000_000), LONG, 1000)).stdout())
        .isEqualTo("done\n");
  }

  @Test
  void keepsHeadAndTailOfWhatIsTooLong() {
    var line = "i=0; while [ $i -lt 20000 ]; do echo line $i; i=$((i+1)); done";
    var completed = run(command(line, "", LONG, 2_000));

    assertThat(completed.truncated()).isTrue();
    assertThat(completed.stdout()).startsWith("line 0\nline 1\n").endsWith("line 19999\n");
    assertThat(completed.stdout()).contains("bytes left out").hasSizeLessThan(2_100);
  }

  @Test
  void keepsWhatOneStreamSaysBesideAChattyOne() {
    var line =
        "echo first >&2; i=0; while [ $i -lt 5000 ]; do echo line $i; i=$((i+1)); done;"
            + " echo last >&2";
    var completed = run(command(line, "", LONG, 4_000));

    assertThat(completed.stderr()).contains("first").endsWith("last\n");
  }

  @Test
  void replacesBadBytesAndCarriesAllBytesWhenAsked() {
    var bad = "printf '\\377\\000\\n'";

    assertThat(shell(bad).stdout()).isEqualTo("\uFFFD\0\n");
    var asBytes = command(bad, "", LONG, 1000, StandardCharsets.ISO_8859_1);
    assertThat(run(asBytes).stdout()).isEqualTo("\u00FF\0\n");
  }

  @Test
  void saysThatAProgramIsMissing() {
    assertThatThrownBy(() -> run(command(List.of("no-such-program-here"))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.TOOL_MISSING);
              assertThat(e.problem().message()).contains("no-such-program-here");
              assertThat(e.problem().remedy()).isNotEmpty();
            });
  }

  @Test
  void findsProgramsByThePathOfTheCommand() throws IOException {
    var program = Files.writeString(folder.resolve("mytool"), "#!/bin/sh\necho mine\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    var environment = Map.of("PATH", folder + ":/usr/bin:/bin");

    assertThat(run(command(List.of("mytool"), environment)).stdout()).isEqualTo("mine\n");
    assertThat(run(command(List.of("./mytool"), ENVIRONMENT)).stdout()).isEqualTo("mine\n");
  }

  @Test
  void killsWhatRunsTooLongWithItsWholeTree() throws Exception {
    var mark = UUID.randomUUID().toString();
    var line =
        "sh -c 'exec sleep 300' "
            + mark
            + " & setsid sleep 300 & (setsid sleep 300 &) ; echo up; wait";
    var completed = run(command(line, "", Duration.ofSeconds(2), 1000, mark));

    assertThat(completed.timedOut()).isTrue();
    assertThat(completed.succeeded()).isFalse();
    assertThat(completed.stdout()).isEqualTo("up\n");
    assertGone(mark);
  }

  @Test
  void killsWhatAFinishedCommandLeftBehind() throws Exception {
    var mark = UUID.randomUUID().toString();
    var line =
        "setsid sleep 300 >/dev/null 2>&1 </dev/null & sleep 300 & (setsid sleep 300 &); echo up";
    var completed = run(command(line, "", LONG, 1000, mark));

    assertThat(completed.timedOut()).isFalse();
    assertThat(completed.stdout()).isEqualTo("up\n");
    assertThat(completed.elapsedMillis()).isLessThan(LONG.toMillis() / 2);
    assertGone(mark);
  }

  @Test
  void killsTheTreeWhenInterrupted() throws Exception {
    var mark = UUID.randomUUID().toString();
    var up = folder.resolve("up");
    var failure = new AtomicReference<Throwable>();
    var thread =
        Thread.ofVirtual()
            .start(() -> {
              try {
                run(command("sleep 300 & touch up; wait", "", LONG, 1000, mark));
              } catch (ProblemException e) {
                failure.set(
                    Thread.currentThread().isInterrupted() ? e : new AssertionError("no flag"));
              }
            });
    while (!Files.exists(up) && thread.isAlive()) {
      LockSupport.parkNanos(1_000_000);
    }

    thread.interrupt();
    thread.join();

    assertThat(failure.get())
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
    assertGone(mark);
  }

  @Test
  void startsNothingOnAnInterruptedThread() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> shell("touch started")).isInstanceOf(ProblemException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(folder.resolve("started")).doesNotExist();
  }

  protected final Completed shell(String line) {
    return run(command(line, "", LONG, 1_000_000));
  }

  protected final Completed run(Command command) {
    return processes().run(command);
  }

  protected final Command command(List<String> argv) {
    return command(argv, ENVIRONMENT);
  }

  private Command command(List<String> argv, Map<String, String> environment) {
    return new Command(argv, folder, environment, "", LONG, 1_000_000, confinement());
  }

  private Command command(String line, String input, Duration timeout, int limit) {
    return command(line, input, timeout, limit, StandardCharsets.UTF_8);
  }

  private Command command(
      String line, String input, Duration timeout, int limit, Charset encoding) {
    return new Command(
        List.of("/bin/sh", "-c", line),
        folder,
        ENVIRONMENT,
        input,
        timeout,
        limit,
        confinement(),
        encoding);
  }

  private Command command(String line, String input, Duration timeout, int limit, String mark) {
    var environment = Map.of("PATH", "/usr/bin:/bin", "MARK", mark);
    return new Command(
        List.of("/bin/sh", "-c", line), folder, environment, input, timeout, limit, confinement());
  }

  /** A process that was killed in the middle of being started shows up once more as it dies. */
  private static void assertGone(String mark) throws IOException {
    long end = System.nanoTime() + LONG.toNanos();
    while (!alive(mark).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(alive(mark)).isEmpty();
  }

  /** Processes that still carry the mark in their environment. */
  private static List<String> alive(String mark) throws IOException {
    try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      var found = new ArrayList<String>();
      for (var process : processes) {
        if (environment(process).contains(mark)) {
          found.add(process.toString());
        }
      }
      return found;
    }
  }

  private static String environment(Path process) {
    try {
      return Files.readString(process.resolve("environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }
}
