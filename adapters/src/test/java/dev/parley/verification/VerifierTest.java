package dev.parley.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.gitcli.GitRepositories;
import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.adapters.nio.NioReportFiles;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.codebase.CodebaseProfiler;
import dev.parley.codebase.CodebaseProfiles;
import dev.parley.codebase.RepositoryCommand;
import dev.parley.git.Repository;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.InMemoryBaselineStore;
import dev.parley.testkit.ManualClock;
import dev.parley.verification.Subject.Snapshot;
import dev.parley.workspace.EnvironmentSetup;
import dev.parley.workspace.Workspaces;
import dev.parley.workspace.WorktreeCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes verified with real git and real processes. The repository's test runner speaks TAP: a
 * test is a script that ends with 0. Each run writes the name of its tree into a file outside.
 */
class VerifierTest {

  private static final RepositoryCommand TESTS = command("test", "sh", "run-tests.sh");

  private static final String RUNNER =
      """
      cat tree >> "$OUTSIDE/runs"
      echo "TAP version 13"
      n=0; bad=0
      for t in t/*.sh; do
        n=$((n+1))
        if sh "$t"; then printf 'ok %d - %s\\n' $n "$t"
        else printf '\\033[31mnot ok %d - %s\\033[0m\\n' $n "$t"; bad=1; fi
      done
      echo "1..$n"
      exit $bad
      """;

  @TempDir Path folder;
  private GitFixture user;
  private Path outside;
  private List<RepositoryCommand> checks = List.of(TESTS);
  private final ManualClock clock = new ManualClock();
  private final InMemoryBaselineStore store =
      new InMemoryBaselineStore(BaselineStore.Bounds.STANDARD);
  private Baselines baselines = new Baselines(store, clock);

  @BeforeEach
  void repository() throws IOException {
    outside = Files.createDirectory(folder.resolve("outside"));
    user = GitFixture.create(folder.resolve("user"));
    user.write("run-tests.sh", RUNNER)
        .write("tree", "base\n")
        .write("t/good.sh", "exit 0\n")
        .write("t/old.sh", "exit 1\n")
        .commit("Base");
  }

  private static RepositoryCommand command(String name, String... argv) {
    return new RepositoryCommand(name, List.of(argv), "", "the test");
  }

  /** Verifies what is in the user's work tree as a change of the base. */
  private CheckReport verify(String lease) {
    String base = user.git("rev-list", "--max-parents=0", "HEAD");
    user.git("checkout", "--quiet", "--detach");
    String change = user.commit("Change for " + lease);
    var verifier = verifier();
    try {
      return verifier.verify(subject(lease, base, change));
    } finally {
      verifier.release(lease);
      user.git("checkout", "--quiet", "--force", base);
    }
  }

  private Subject subject(String lease, String base, String change) {
    return new Subject(lease, base, snapshot(base), snapshot(change));
  }

  private Snapshot snapshot(String commit) {
    return new Snapshot(commit, user.git("rev-parse", commit + "^{tree}"));
  }

  private Verifier verifier() {
    var processes = new OsProcessRunner();
    var git = new GitRepositories(folder.resolve("home"), processes, user.environment());
    Repository repository = git.open(user.root());
    Workspaces workspaces = git.workspaces(user.root());
    var environment = new HashMap<>(user.environment());
    environment.put("OUTSIDE", outside.toString());
    var minute = Duration.ofMinutes(1);
    var commands =
        new WorktreeCommands(
            environment, List.of(outside), List.of(), true, minute, minute, 64 * 1024);
    var profiler = new CodebaseProfiler(new JacksonJsonCodec());
    var profiles =
        new CodebaseProfiles(
            commit -> profiler.profile(repository, commit), Optional.of(checks), Optional.empty());
    var checkouts = new Checkouts(workspaces, new EnvironmentSetup(processes, commands), profiles);
    var runner = new CheckRunner(processes, commands, new NioReportFiles(), new JacksonJsonCodec());
    var digest = BaselineKey.environment(commands, List.of());
    return new Verifier(checkouts, runner, baselines, repository, digest);
  }

  private List<String> runs() throws IOException {
    return Files.readAllLines(outside.resolve("runs"));
  }

  private static List<String> names(CheckReport report, Standing standing) {
    return report.results().stream()
        .flatMap(result -> result.of(standing).stream())
        .map(CheckFailure::name)
        .toList();
  }

  @Test
  void aTestThatFailedBeforeDoesNotBlock() throws IOException {
    user.write("tree", "change\n").write("t/more.sh", "exit 0\n");

    var report = verify("a");

    assertThat(report.passed()).isTrue();
    assertThat(names(report, Standing.FAILING_BEFORE)).containsExactly("t/old.sh");
    assertThat(report.baseline()).contains(user.git("rev-parse", "HEAD^{tree}"));
    assertThat(runs()).containsExactly("change", "base");
  }

  @Test
  void aTestThatTheChangeBreaksBlocksAfterTwoMoreTries() throws IOException {
    user.write("tree", "change\n").write("t/good.sh", "echo '# it says so'; exit 1\n");

    var report = verify("a");

    assertThat(report.passed()).isFalse();
    assertThat(names(report, Standing.NEW)).containsExactly("t/good.sh");
    assertThat(names(report, Standing.FAILING_BEFORE)).containsExactly("t/old.sh");
    assertThat(runs()).containsExactly("change", "base", "change", "change");
    assertThat(report.findings().getFirst())
        .startsWith("'sh run-tests.sh' exited with 1: 1 new, 1 failing before\n- t/good.sh")
        .contains("Failing before this change, not yours to mend: t/old.sh")
        .contains("not ok 1 - t/good.sh")
        .doesNotContain("\u001B");
  }

  @Test
  void whatFailsOnlyTheFirstTimeIsFlakyAndDoesNotBlock() throws IOException {
    user.write("tree", "change\n")
        .write("t/flaky.sh", "[ -e \"$OUTSIDE/seen\" ] || { : > \"$OUTSIDE/seen\"; exit 1; }\n");

    var report = verify("a");

    assertThat(report.passed()).isTrue();
    assertThat(names(report, Standing.FLAKY)).containsExactly("t/flaky.sh");
    assertThat(runs()).containsExactly("change", "base", "change");
  }

  @Test
  void whatIsLeftInTheWorktreeDoesNotMakeItPassTheSecondTime() {
    user.write("t/sly.sh", "[ -e seen ] || { : > seen; exit 1; }\n");

    assertThat(names(verify("a"), Standing.NEW)).containsExactly("t/sly.sh");
  }

  @Test
  void mendingATestThatFailedBeforeIsFineAndLosingOneIsTold() {
    user.write("t/old.sh", "exit 0\n").write("t/bad.sh", "exit 0\n").delete("t/good.sh");
    var unknown = verify("a");
    user.write("tree", "other\n").delete("t/good.sh").write("t/more.sh", "exit 0\n");

    var failing = verify("b");

    assertThat(unknown.passed()).isTrue();
    assertThat(unknown.baseline()).isEmpty();
    assertThat(failing.results().getFirst().vanished()).containsExactly("t/good.sh");
  }

  @Test
  void threeAttemptsAtOnceTakeTheBaselineOnce() throws Exception {
    String base = user.head();
    var subjects = new ArrayList<Subject>();
    for (int i = 0; i < 3; i++) {
      user.checkout(base).write("tree", "change\n").write("t/new" + i + ".sh", "exit 0\n");
      subjects.add(subject("lease" + i, base, user.commit("Change " + i)));
    }
    List<Callable<CheckReport>> work = new ArrayList<>();
    var verifier = verifier();
    subjects.forEach(subject -> work.add(() -> verifier.verify(subject)));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var report : threads.invokeAll(work)) {
        assertThat(report.get().passed()).isTrue();
      }
    }

    assertThat(runs()).filteredOn("base"::equals).hasSize(1);
  }

  @Test
  void theBaselineOutlivesTheProcessThatTookIt() throws IOException {
    user.write("tree", "one\n");
    verify("a");
    baselines = new Baselines(store, clock);
    user.write("tree", "two\n");

    assertThat(verify("b").passed()).isTrue();

    assertThat(runs()).containsExactly("one", "base", "two");
  }

  @Test
  void aGreenChangeTakesNoBaseline() throws IOException {
    user.write("tree", "change\n").delete("t/old.sh");

    assertThat(verify("a").passed()).isTrue();

    assertThat(runs()).containsExactly("change");
  }

  @Test
  void aFailedBuildSkipsTheRest() throws IOException {
    checks = List.of(TESTS, command("lint", "sh", "lint.sh"), command("build", "sh", "build.sh"));
    user.write("build.sh", "echo 'src/a.ts(3,5): error TS1005: expected'; exit 2\n");

    var report = verify("a");

    assertThat(report.results())
        .extracting(CheckResult::phase)
        .containsExactly(
            Optional.of(Phase.BUILD), Optional.of(Phase.TEST), Optional.of(Phase.LINT));
    assertThat(report.results())
        .extracting(CheckResult::blocks)
        .containsExactly(true, false, false);
    assertThat(report.results().get(1).skipped()).contains("the build failed");
    assertThat(names(report, Standing.NEW)).containsExactly("src/a.ts: TS1005: expected");
    assertThat(report.passed()).isFalse();
    // What the base says is asked of all checks, since another change may get further.
    assertThat(runs()).containsExactly("base");
  }

  @Test
  void aBuildThatWasBrokenBeforeIsNoReasonAndTheRestIsRun() {
    checks = List.of(command("build", "sh", "-c", "echo 'a.c:9: error: no'; exit 1"), TESTS);
    user.write("t/good.sh", "exit 1\n");

    var report = verify("a");

    assertThat(report.results().getFirst().blocks()).isFalse();
    assertThat(report.results().getFirst().notes())
        .containsExactly("it failed in this way before the change too");
    assertThat(names(report, Standing.NEW)).containsExactly("t/good.sh");
  }

  @Test
  void aLinterIsHeldAgainstWhatItSaidBefore() {
    checks = List.of(command("lint", "sh", "lint.sh"));
    String base = user.head();
    user.write("lint.sh", "cat findings; exit 1\n").write("findings", "a.py:3:1: F401 unused\n");
    String linted = user.commit("Lint");
    user.write("findings", "a.py:9:1: F401 unused\nb.py:1:1: E501 too long\n");
    String change = user.commit("Change");

    var report = verifier().verify(new Subject("a", base, snapshot(linted), snapshot(change)));

    assertThat(names(report, Standing.FAILING_BEFORE)).containsExactly("a.py: F401 unused");
    assertThat(names(report, Standing.NEW)).containsExactly("b.py: E501 too long");
  }

  @Test
  void aReportThatIsPartOfTheChangeIsNobodysResult() {
    checks = List.of(command("test", "sh", "-c", "exit 1"));
    user.write("junit.xml", "<testsuite><testcase name='x'><failure/></testcase></testsuite>");

    var report = verify("a");

    assertThat(report.results().getFirst().tests()).isEmpty();
    assertThat(report.results().getFirst().failures())
        .extracting(CheckFailure::name)
        .containsExactly(CheckFailure.WHOLE);
  }

  @Test
  void testsAndCoverageAreReadFromTheFilesAToolWrites() {
    String script =
        """
        mkdir -p target/surefire-reports coverage
        cat > target/surefire-reports/TEST-a.xml <<X
        <testsuite><testcase classname="A" name="ok"/>
        <testcase classname="A" name="bad"><failure message="no"/></testcase></testsuite>
        X
        printf 'SF:%s/src/a.js\\nDA:1,1\\nDA:2,0\\nDA:3,4\\nend_of_record\\n' "$PWD" > coverage/lcov.info
        exit 1
        """;
    checks = List.of(command("test", "sh", "tests.sh"));
    user.write("tests.sh", script).write("src/a.js", "one\ntwo\nthree\nfour\n");

    var report = verify("a");

    assertThat(report.results().getFirst().tests()).contains(new TestCounts(1, 1, 0));
    assertThat(names(report, Standing.NEW)).containsExactly("A > bad");
    assertThat(report.coverage().orElseThrow().executable()).isEqualTo(3);
    assertThat(report.coverage().orElseThrow().percent()).isEqualTo(66);
  }

  @Test
  void oneCheckThatFailsTheSameWayAsAWholeBeforeDoesNotBlockAndAnotherWayDoes() {
    checks = List.of(command("test", "sh", "-c", "cat says; exit 1"));
    String start = user.write("says", "no database, took 0.31 s\n").commit("Says");
    String same = user.write("says", "no database, took 2.7 s\n").commit("Same");
    String other = user.write("says", "no such column\n").commit("Other");

    var excused = verifier().verify(subject("a", start, same));
    var refused = verifier().verify(subject("a", start, other));

    assertThat(excused.passed()).isTrue();
    assertThat(refused.passed()).isFalse();
    assertThat(refused.results().getFirst().notes())
        .containsExactly("before this change the check failed as a whole, in another way");
  }

  @Test
  void nothingToCheckWithHasNotPassed() {
    checks = List.of();

    assertThat(verify("a").passed()).isFalse();
    assertThat(verify("b").empty()).isTrue();
    assertThat(Map.of("a", verify("a").findings())).containsEntry("a", List.of());
  }
}
