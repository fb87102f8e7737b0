package dev.parley.verification;

import static dev.parley.verification.Standing.FAILING_BEFORE;
import static dev.parley.verification.Standing.FLAKY;
import static dev.parley.verification.Standing.NEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.codebase.RepositoryCommand;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {

  private static final RepositoryCommand COMMAND =
      new RepositoryCommand("test", List.of("run-tests"), "", "test");

  /** A run of named tests; it failed with 1 if any of them did. */
  private static CheckRun run(Set<String> failing, Set<String> passing) {
    return run(failing.isEmpty() ? 0 : 1, failing, passing);
  }

  private static CheckRun run(int exitCode, Set<String> failing, Set<String> passing) {
    var failures = new LinkedHashMap<String, String>();
    failing.stream().sorted().forEach(id -> failures.put(id, "why " + id));
    var present = new HashSet<>(failing);
    present.addAll(passing);
    var counts = new TestCounts(passing.size(), failing.size(), 0);
    return new CheckRun(
        COMMAND,
        exitCode == 0,
        exitCode,
        false,
        "",
        1,
        failures,
        passing,
        present,
        counts,
        true,
        true,
        List.of());
  }

  private static Optional<Baseline.Check> before(Set<String> failing, Set<String> passing) {
    return Optional.of(run(failing, passing).asBaseline());
  }

  @Test
  void onlyWhatDidNotFailBeforeIsNew() {
    var comparison =
        Comparison.of(run(Set.of("a", "b"), Set.of("c")), before(Set.of("a"), Set.of("b", "c")));

    assertThat(comparison.standings())
        .containsExactly(Map.entry("a", FAILING_BEFORE), Map.entry("b", NEW));
    assertThat(comparison.hasNew()).isTrue();
  }

  @Test
  void mendingWhatFailedBeforeIsFine() {
    var comparison =
        Comparison.of(run(Set.of(), Set.of("a", "b")), before(Set.of("a"), Set.of("b")));

    assertThat(comparison.standings()).isEmpty();
    assertThat(comparison.vanished()).isEmpty();
  }

  @Test
  void withoutABaselineEverythingIsNew() {
    assertThat(Comparison.of(run(Set.of("a"), Set.of()), Optional.empty()).standings())
        .containsExactly(Map.entry("a", NEW));
  }

  @Test
  void aTestThatPassedBeforeAndIsNotReportedHasVanished() {
    var comparison =
        Comparison.of(run(Set.of(), Set.of("a")), before(Set.of("x"), Set.of("a", "gone")));

    assertThat(comparison.vanished()).containsExactly("gone");
    assertThat(comparison.hasNew()).isFalse();
  }

  @Test
  void anotherExitCodeThanBeforeMayHideMoreAndIsNew() {
    var comparison =
        Comparison.of(run(3, Set.of("a"), Set.of("b")), before(Set.of("a"), Set.of("b")));

    assertThat(comparison.standings())
        .containsEntry("a", FAILING_BEFORE)
        .containsEntry("(exit code 3, before this change 1)", NEW);
  }

  @Test
  void aFailedRunThatReportsNoneOfThePassingTestsIsNew() {
    var comparison = Comparison.of(run(Set.of("a"), Set.of()), before(Set.of("a"), Set.of("b")));

    assertThat(comparison.hasNew()).isTrue();
  }

  @Test
  void outputThatWasLostIsNeverExcused() {
    var lost = Set.of(RunResults.LOST);

    assertThat(Comparison.of(run(lost, Set.of()), before(lost, Set.of())).hasNew()).isTrue();
  }

  @Test
  void whatDoesNotComeBackOnTheSameTreeIsFlaky() {
    var before = before(Set.of("old"), Set.of("a", "b"));
    var first = Comparison.of(run(Set.of("old", "a", "b"), Set.of()), before);
    var again = run(Set.of("old", "b"), Set.of("a"));

    var after = first.repeated(again, Comparison.of(again, before));

    assertThat(after.standings())
        .containsEntry("old", FAILING_BEFORE)
        .containsEntry("a", FLAKY)
        .containsEntry("b", NEW);
  }

  @Test
  void whatIsMerelyNotMentionedAgainStaysNew() {
    var before = before(Set.of(), Set.of("a", "b"));
    var first = Comparison.of(run(Set.of("a"), Set.of()), before);
    var crashed = run(2, Set.of("(whole) crashed"), Set.of());

    var after = first.repeated(crashed, Comparison.of(crashed, before));

    assertThat(after.standings()).containsExactly(Map.entry("a", NEW));
  }

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void nothingNewPassesAndNothingOldBlocks(long seed) {
    var random = new Random(seed);
    var tests = new ArrayList<String>();
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      tests.add("t" + i);
    }
    var base = random(tests, random);
    var change = random(tests, random);
    var before = before(base.failing, base.passing);
    var comparison = Comparison.of(run(change.failing, change.passing), before);

    var brandNew = new HashSet<>(change.failing);
    brandNew.removeAll(base.failing);
    boolean tellsNothing =
        !change.failing.isEmpty()
            && !base.passing.isEmpty()
            && base.passing.stream()
                .noneMatch(id -> change.failing.contains(id) || change.passing.contains(id));

    assertThat(comparison.hasNew()).isEqualTo(!brandNew.isEmpty() || tellsNothing);
    assertThat(comparison.standings().keySet()).containsAll(change.failing);
    assertThat(comparison.vanished())
        .allMatch(id -> base.passing.contains(id) && !change.failing.contains(id));

    var again = random(tests, random);
    var rerun = run(again.failing, again.passing);
    var after = comparison.repeated(rerun, Comparison.of(rerun, before));
    after
        .standings()
        .forEach((id, standing) -> {
          boolean wasNew = comparison.standings().get(id) == NEW;
          assertThat(standing == FLAKY).isEqualTo(wasNew && standing != NEW);
          assertThat(standing == FLAKY && again.failing.contains(id)).isFalse();
        });
  }

  private record Results(Set<String> failing, Set<String> passing) {}

  /** Each test passes, fails or is not there. */
  private static Results random(List<String> tests, Random random) {
    var results = new Results(new HashSet<>(), new HashSet<>());
    for (var test : tests) {
      switch (random.nextInt(3)) {
        case 0 -> results.failing.add(test);
        case 1 -> results.passing.add(test);
        default -> {}
      }
    }
    return results;
  }
}
