package dev.parley.adapters.analysers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.review.tools.AnalyserTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs of its own in place of npm and Maven: what they leave decides. */
final class ToolInstallerTest {

  private static final AnalyserTool OXLINT = InstalledTools.named("oxlint");
  private static final AnalyserTool SPOTBUGS = InstalledTools.named("spotbugs");

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();

  private ToolShelf shelf() {
    return new ToolShelf(folder.resolve("tools"), folder.resolve("bin") + ":/usr/bin:/bin");
  }

  private ToolInstaller installer(ToolShelf shelf) {
    return new ToolInstaller(
        shelf,
        new OsProcessRunner(),
        Map.of("PATH", shelf.path(), "HOME", folder.resolve("home").toString()));
  }

  private ToolInstaller installer() {
    return installer(shelf());
  }

  private void program(String name, String script) throws IOException {
    var file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** What npm would do, as far as it matters here; says each time that it was called. */
  private void npm(String script) throws IOException {
    program("npm", "echo \"$@\" >> " + folder.resolve("calls") + "\n" + script);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  @Test
  void aToolIsThereOnceNpmHasFetchedIt() throws IOException {
    npm("mkdir -p node_modules/oxlint/bin; touch node_modules/oxlint/bin/oxlint");

    installer().install(OXLINT, progress::add);

    assertThat(shelf().home(OXLINT).resolve("node_modules/oxlint/bin/oxlint")).exists();
    assertThat(installer().isInstalled(OXLINT)).isTrue();
    assertThat(progress).containsExactly("npm fetches oxlint 1.94.0");
    assertThat(calls()).singleElement().asString().contains("ci", "--ignore-scripts");
  }

  @Test
  void givesNpmALockFileWithTheHashOfEveryPackageAndNoAddress() throws IOException {
    npm("cp package-lock.json " + folder.resolve("lock"));

    installer().install(OXLINT, progress::add);

    String lock = Files.readString(folder.resolve("lock"));
    assertThat(lock).doesNotContain("http", "resolved");
    assertThat(lock.split("\"version\":", -1)).hasSameSizeAs(lock.split("\"integrity\":", -1));
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws IOException {
    npm("true");

    installer().install(OXLINT, progress::add);
    installer().install(OXLINT, progress::add);

    assertThat(calls()).hasSize(1);
  }

  @Test
  void whatFailedIsNotThereAndMayBeTriedAgain() throws IOException {
    npm("echo 'npm error code EINTEGRITY' >&2; exit 1");
    assertThatThrownBy(() -> installer().install(OXLINT, progress::add))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.ENVIRONMENT_FAILED);
              assertThat(e.problem().message()).contains("oxlint", "EINTEGRITY");
            });
    assertThat(installer().isInstalled(OXLINT)).isFalse();

    npm("true");
    installer().install(OXLINT, progress::add);

    assertThat(installer().isInstalled(OXLINT)).isTrue();
  }

  @Test
  void withoutNpmTheRemedyIsSaid() {
    var nothing = new ToolShelf(folder.resolve("tools"), folder.resolve("bin").toString());

    assertThatThrownBy(() -> installer(nothing).install(OXLINT, progress::add))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.TOOL_MISSING);
              assertThat(e.problem().remedy()).contains("Node.js");
            });
  }

  @Test
  void ofManyThatInstallAtTheSameTimeOneFetches() throws Exception {
    npm("mkdir node_modules || exit 1");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<java.util.concurrent.Future<?>>();
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> installer().install(OXLINT, _ -> {})));
      }
      for (var each : all) {
        each.get();
      }
    }

    assertThat(calls()).hasSize(1);
  }

  @Test
  void aJarWithAnotherHashIsRefusedAndWhatWasRightIsKept() throws IOException {
    program(
        "mvn",
        """
        for argument in "$@"; do case $argument in
          -DoutputDirectory=*) cd "${argument#*=}" ;;
        esac; done
        grep -o '<artifactId>[^<]*</artifactId><version>[^<]*' ../pom.xml | sed 's/<[^>]*>/-/g; s/--/-/g; s/^-//' \
          | while read -r name; do echo forged > "$name.jar"; done
        """);

    assertThatThrownBy(() -> installer().install(SPOTBUGS, progress::add))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().message()).contains("not what it should be"));
    assertThat(installer().isInstalled(SPOTBUGS)).isFalse();
    assertThat(progress).containsExactly("Maven fetches spotbugs 4.10.4, 17 files");
  }

  @Test
  void aLocalRepositoryIsOnlyBelievedIfTheHashIsRight() throws IOException {
    var jar =
        folder.resolve(
            "home/.m2/repository/com/github/spotbugs/spotbugs/4.10.4/spotbugs-4.10.4.jar");
    Files.createDirectories(jar.getParent());
    Files.writeString(jar, "forged");
    program("mvn", "exit 1");

    assertThatThrownBy(() -> installer().install(SPOTBUGS, progress::add))
        .isInstanceOf(ProblemException.class);
    assertThat(progress).containsExactly("Maven fetches spotbugs 4.10.4, 17 files");
  }
}
