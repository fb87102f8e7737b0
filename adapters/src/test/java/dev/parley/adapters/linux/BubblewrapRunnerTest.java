package dev.parley.adapters.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.parley.adapters.gitcli.GitRepositories;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.contract.ProcessRunnerContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a home and a PARLEY_HOME of the test's own, and real bubblewrap. */
final class BubblewrapRunnerTest extends ProcessRunnerContract {

  private static final Map<String, String> ENVIRONMENT = Map.of("PATH", "/usr/bin:/bin");

  @TempDir Path home;

  private SandboxLayout layout;
  private BubblewrapRunner runner;
  private Path parleyHome;

  @BeforeEach
  void probe() throws IOException {
    home = home.toRealPath();
    folder = folder.toRealPath();
    parleyHome = Files.createDirectories(home.resolve(".local/state/parley"));
    layout = SandboxLayout.of(home, parleyHome, ENVIRONMENT);
    runner = new BubblewrapRunner(new OsProcessRunner(), layout);
    Sandbox.probe(new OsProcessRunner(), layout)
        .ifPresent(problem -> {
          if ("1".equals(System.getenv("PARLEY_REQUIRE_SANDBOX"))) {
            fail(problem.message());
          }
          abort("NOT TESTED, no sandbox here: " + problem.message());
        });
  }

  @Override
  protected ProcessRunner processes() {
    return runner;
  }

  @Override
  protected Confinement confinement() {
    return new Confinement(true, List.of(folder), List.of(), true);
  }

  @Test
  void cannotReadTheEnvironmentOfAnyOtherProcess() {
    var completed = shell("cat /proc/[0-9]*/environ | tr '\\0' '\\n'; ls -d /proc/[0-9]*");

    // This test's own JVM has HOME and PWD; the command and its pid 1 have not.
    assertThat(completed.stdout()).doesNotContain("HOME=");
    assertThat(completed.stdout()).doesNotContain("/proc/" + ProcessHandle.current().pid() + "\n");
  }

  @Test
  void seesNothingOfParleysHomeOrTheUsersSecrets() throws IOException {
    for (var secret :
        List.of(
            ".ssh/id_ed25519",
            ".aws/credentials",
            ".config/gh/hosts.yml",
            ".netrc",
            ".bash_history",
            ".m2/settings.xml",
            ".cargo/credentials.toml",
            ".gradle/gradle.properties",
            "Documents/taxes.txt",
            ".local/state/parley/store.db")) {
      plant(home.resolve(secret), "TOP-SECRET");
    }
    plant(home.resolve(".m2/toolchains.xml"), "visible");

    var completed = shell("grep -rs TOP-SECRET " + home + "; cat " + home + "/.m2/toolchains.xml");

    assertThat(completed.stdout()).isEqualTo("visible");
  }

  @Test
  void showsWhatIsNamedThoughItsParentIsHidden() throws IOException {
    var clone = parleyHome.resolve("repos/sample.git");
    plant(clone.resolve("HEAD"), "ref: refs/heads/main");
    plant(parleyHome.resolve("repos/other.git/HEAD"), "other");
    var confinement = new Confinement(true, List.of(folder), List.of(clone), true);

    var completed =
        run(
            "cat " + clone + "/HEAD; ls " + parleyHome + "/repos; echo > " + clone + "/HEAD",
            confinement);

    assertThat(completed.stdout()).isEqualTo("ref: refs/heads/mainsample.git\n");
    assertThat(completed.stderr()).contains("Read-only file system");
    assertThat(clone.resolve("HEAD")).hasContent("ref: refs/heads/main");
  }

  @Test
  void writesTheWorktreeAndNothingElse() throws IOException {
    var outside = Files.createDirectories(home.resolve("project"));
    var completed =
        shell(
            "echo in > in.txt; echo x > /etc/parley-x; echo x > /usr/parley-x; mkdir -p "
                + outside
                + "; echo x > "
                + outside
                + "/x; echo t > /tmp/parley-t && cat /tmp/parley-t");

    assertThat(completed.stdout()).isEqualTo("t\n");
    assertThat(folder.resolve("in.txt")).hasContent("in\n");
    assertThat(Path.of("/etc/parley-x")).doesNotExist();
    assertThat(Path.of("/usr/parley-x")).doesNotExist();
    assertThat(Path.of("/tmp/parley-t")).doesNotExist();
    assertThat(outside.resolve("x")).doesNotExist();
  }

  @Test
  void cannotMakeTheMachineWritableAgain() {
    var completed =
        shell("mount -o remount,rw,bind / ; umount -l /tmp; echo x > /etc/parley-y; echo end");

    assertThat(completed.stdout()).isEqualTo("end\n");
    assertThat(Path.of("/etc/parley-y")).doesNotExist();
  }

  @Test
  void hidesTheSocketsOfDaemons() {
    assertThat(shell("ls /run /var/run 2>/dev/null").stdout().lines())
        .allMatch(line -> line.isEmpty() || line.startsWith("/") || line.equals("systemd"));
  }

  @Test
  void reachesTheNetworkOnlyIfItMay() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var line = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + " && echo reached";
      var argv = List.of("bash", "-c", line);

      assertThat(run(argv, new Confinement(true, List.of(folder), List.of(), true)).stdout())
          .isEqualTo("reached\n");
      assertThat(run(argv, new Confinement(true, List.of(folder), List.of(), false)).stdout())
          .isEmpty();
    }
  }

  @Test
  void letsGitLookAtAWorktreeButNotChangeItsClone() throws IOException {
    var user = GitFixture.withOneCommit(home.resolve("project"));
    var repositories = new GitRepositories(parleyHome, new OsProcessRunner(), user.environment());
    repositories.open(user.root());
    var workspace = repositories.workspaces(user.root()).lease("r1.T1.1", user.head());
    Files.writeString(workspace.root().resolve("new.txt"), "n");
    var confinement =
        new Confinement(true, List.of(folder, workspace.root()), workspace.readable(), false);

    var completed =
        run(
            "cd "
                + workspace.root()
                + " && git status --porcelain && git log --format=%s"
                + " && (git add new.txt || echo refused); git config a.b c || echo refused",
            confinement);

    assertThat(completed.stdout()).isEqualTo("?? new.txt\nStart\nrefused\nrefused\n");
  }

  @Test
  void runsWhatIsNotToBeConfinedAsItIs() {
    var completed = run("echo x > " + home + "/written", Confinement.NONE);

    assertThat(completed.succeeded()).isTrue();
    assertThat(home.resolve("written")).exists();
  }

  @Test
  void showsTheFolderOfAProgramOnThePath() throws IOException {
    var tool = home.resolve("tools/bin/mytool");
    plant(tool, "#!/bin/sh\ncat ${0%/bin/*}/lib/text\n");
    plant(home.resolve("tools/lib/text"), "from lib\n");
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    var environment = Map.of("PATH", tool.getParent() + ":/usr/bin:/bin");

    var completed =
        runner.run(
            new Command(
                List.of("mytool"),
                folder,
                environment,
                "",
                Duration.ofSeconds(30),
                1000,
                confinement()));

    assertThat(completed.stdout()).isEqualTo("from lib\n");
  }

  private Completed run(String line, Confinement confinement) {
    return run(List.of("/bin/sh", "-c", line), confinement);
  }

  private Completed run(List<String> argv, Confinement confinement) {
    return runner.run(
        new Command(argv, folder, ENVIRONMENT, "", Duration.ofSeconds(30), 1_000_000, confinement));
  }

  private static void plant(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
