package dev.parley.analytics.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.analytics.fingerprint.ToolOutputs.Sample;
import dev.parley.attempt.Outcome;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintsTest {

  private static final String HERE = "/home/ada/.local/state/parley/worktrees/3f2a/slot-1";
  private static final String THERE = "/tmp/build-8812/parley-9c1b22/wt";

  static Stream<Sample> samples() {
    return ToolOutputs.ALL.stream();
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void areOfTheRightClassAndSayWhy(Sample sample) {
    var print = print(sample, HERE, 12);

    assertThat(print.kind()).as(print.title()).isEqualTo(sample.kind());
    assertThat(print.title()).contains(sample.contains());
    assertThat(print.command()).isPresent();
    assertThat(print.exitCode()).contains(sample.exitCode());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void areTheSameInAnotherWorktreeAtAnotherTime(Sample sample) {
    assertThat(print(sample, THERE, 37)).isEqualTo(print(sample, HERE, 12));
  }

  @Test
  void tellDifferentFailuresApart() {
    assertThat(samples().map(sample -> print(sample, HERE, 12).key())).doesNotHaveDuplicates();
    assertThat(Fingerprints.read("make", 2, false, "").key())
        .isNotEqualTo(Fingerprints.read("make", 3, false, "").key())
        .isNotEqualTo(Fingerprints.read("ninja", 2, false, "").key());
    assertThat(Fingerprints.read("javac A.java", 1, false, "A.java:1: error: ';' expected").key())
        .isNotEqualTo(
            Fingerprints.read("javac A.java", 1, false, "A.java:1: error: cannot find symbol")
                .key());
  }

  @Test
  void sayThatACommandWasCutOffWhateverItPrinted() {
    var print = Fingerprints.read("npm test", 143, true, "1 failed\nAssertionError: no\n");

    assertThat(print.kind()).isEqualTo(FailureClass.TIMEOUT);
  }

  @Test
  void readColouredAndOverwrittenOutputAsItWasSeen() {
    var plain = "src/a.ts(1,5): error TS2304: Cannot find name 'foo'.\n";
    var coloured =
        "progress 10%\r\u001b[31msrc/a.ts(1,5): error TS2304: Cannot find name 'foo'.\u001b[0m\n";

    assertThat(Fingerprints.read("tsc", 2, false, coloured))
        .isEqualTo(Fingerprints.read("tsc", 2, false, plain));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghp_x8K2mQ7vN4pR9sT1uW3yZ5aB6cD8eF0gH2iJ",
        "sk-ant-api03-Zx8Kq2mQ7vN4pR9sT1uW3yZ5aB6cD8eF0gH2iJ",
        "AKIAQ7VN4PR9ST1UW3YZ",
      })
  void holdNoSecret(String secret) {
    for (var line :
        List.of(
            "Error: " + secret + " is not allowed",
            "fatal: could not read from https://ada:" + secret + "@example.com/repo.git",
            "AssertionError: header was 'Bearer " + secret + "'",
            "  at " + secret,
            "x".repeat(390) + " " + secret,
            "y".repeat(16_370) + secret + "z".repeat(60_000))) {
      assertThat(Fingerprints.read("tool --key " + secret, 1, false, line).toString())
          .doesNotContain(secret.substring(4, 14));
    }
  }

  @Test
  void holdNoPasswordThatHasNoShapeOfItsOwn() {
    for (var line :
        List.of(
            "Error: login failed with password=hunter2horse",
            "Error: DB_PASSWORD: hunter2horse was refused",
            "fatal: Authentication failed for 'https://ada:hunter2horse@example.com/r.git'",
            "Error: Authorization: Bearer hunter2horse")) {
      assertThat(Fingerprints.read("tool", 1, false, line).title()).doesNotContain("hunter2");
    }
  }

  @Test
  void nameTheEndsOfAttempts() {
    var refused = new Outcome.Failed(new Problem(Code.MODEL_UNAVAILABLE, "no answer in 30 s", ""));
    var full = new Outcome.OverBudget(new Problem(Code.LIMIT_REACHED, "no room", ""));
    var review = new Outcome.Rejected("review", List.of("high src/a.js:12: off by one"));
    var later = new Outcome.Rejected("review", List.of("high src/a.js:57: off by one"));

    assertThat(kind(refused)).contains(FailureClass.PROVIDER);
    assertThat(kind(full)).contains(FailureClass.BUDGET);
    assertThat(kind(review)).contains(FailureClass.REVIEW_REJECTION);
    assertThat(kind(new Outcome.Conflicted(List.of("b", "a")))).contains(FailureClass.CONFLICT);
    assertThat(kind(new Outcome.TimedOut("1800 s"))).contains(FailureClass.TIMEOUT);
    assertThat(kind(new Outcome.Merged("abc"))).isEmpty();
    assertThat(kind(new Outcome.Cancelled("user"))).isEmpty();
    assertThat(Fingerprints.of(review, Optional.empty()))
        .isEqualTo(Fingerprints.of(later, Optional.empty()));
  }

  @Test
  void aSetupThatFailedIsNamedAfterItsCause() {
    var problem =
        new Problem(Code.ENVIRONMENT_FAILED, "npm ci exited with 1: npm error code E404", "");
    var unresolved =
        new Problem(Code.ENVIRONMENT_FAILED, "setup failed: Could not resolve host: x.org", "");

    assertThat(kind(new Outcome.EnvironmentFailed(unresolved))).contains(FailureClass.NETWORK);
    assertThat(kind(new Outcome.EnvironmentFailed(problem))).isPresent();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void anyOutputHasOneInBoundedTimeAndLength(long seed) {
    var random = new Random(seed);
    var output = foreign(random);

    var print = Fingerprints.read(foreign(random), random.nextInt(256), false, output);

    assertThat(print.title().length()).isLessThanOrEqualTo(Fingerprint.MAX_TITLE);
    assertThat(print.command().orElse("").length()).isLessThanOrEqualTo(2 * Masks.MAX_LINE);
    assertThat(print.key()).matches("f\\d+-[0-9a-f]{12}");
  }

  @Test
  void whatWouldMakeABacktrackingExpressionSlowDoesNot() {
    for (var part :
        List.of(
            "/",
            "a/",
            "1",
            "1.",
            "a-",
            "(",
            ":",
            "a:",
            "at a.",
            "password",
            "=",
            "-1",
            "e",
            "\"",
            "0x",
            "[",
            "E   ",
            "Error",
            " > ",
            "[masked",
            "\\a")) {
      var line = part.repeat(70_000 / part.length());
      var print =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20),
              () -> Fingerprints.read(line, 1, false, line + "\n" + line.substring(1)));

      assertThat(print.title()).isNotEmpty();
    }
  }

  private static String foreign(Random random) {
    var text = new StringBuilder();
    int parts = random.nextInt(400);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(5)) {
        case 0 -> text.append(Character.toString(random.nextInt(0x10FFFF)));
        case 1 -> text.append('\n');
        case 2 -> text.append((char) random.nextInt(0xFFFF));
        case 3 -> text.append(" error: at /a/b(".repeat(1 + random.nextInt(40)));
        default -> {
          var sample = ToolOutputs.ALL.get(random.nextInt(ToolOutputs.ALL.size())).output();
          int from = sample.isEmpty() ? 0 : random.nextInt(sample.length());
          text.append(sample, from, sample.length());
        }
      }
    }
    return text.toString();
  }

  private static Fingerprint print(Sample sample, String folder, int number) {
    return Fingerprints.read(sample.command(), sample.exitCode(), false, sample.in(folder, number));
  }

  private static Optional<FailureClass> kind(Outcome outcome) {
    return Fingerprints.of(outcome, Optional.empty()).map(Fingerprint::kind);
  }
}
