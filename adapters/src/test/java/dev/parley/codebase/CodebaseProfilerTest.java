package dev.parley.codebase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodebaseProfilerTest {

  private final FilesOfACommit files = new FilesOfACommit();

  private CodebaseProfile profile() {
    return new CodebaseProfiler(new JacksonJsonCodec()).profile(files, FilesOfACommit.COMMIT);
  }

  private List<String> checks() {
    return shown(profile().checks());
  }

  private List<String> setup() {
    return shown(profile().setup());
  }

  private static List<String> shown(List<RepositoryCommand> commands) {
    return commands.stream()
        .map(c -> (c.folder().isEmpty() ? "" : c.folder() + "$ ") + String.join(" ", c.argv()))
        .toList();
  }

  @Test
  void listsFilesAndLanguages() {
    files.with("b/Main.java").with("a.py").with("b/Test.java").with("README.md").with("Makefile");

    var profile = profile();

    assertThat(profile.commit()).isEqualTo(FilesOfACommit.COMMIT);
    assertThat(profile.files())
        .containsExactly("Makefile", "README.md", "a.py", "b/Main.java", "b/Test.java");
    assertThat(profile.languages()).isEqualTo(Map.of("Java", 2, "Python", 1));
  }

  @Test
  void saysThatNothingChecksTheRepository() {
    files.with("notes.txt");

    assertThat(profile().checks()).isEmpty();
    assertThat(profile().notes()).containsExactly("no build or test command was found");
  }

  @Test
  void readsConventionsCutAtTheirBoundAndTheHeadOfTheReadme() {
    files
        .with("AGENTS.md", "Use tabs.")
        .with("web/CLAUDE.md", "é".repeat(20_000))
        .with("120000", "CLAUDE.md", "AGENTS.md")
        .with("node_modules/x/AGENTS.md", "foreign")
        .with("README.md", "# Reports\n" + "x".repeat(10_000));

    var conventions = profile().conventions();

    assertThat(conventions).containsOnlyKeys("AGENTS.md", "README.md", "web/CLAUDE.md");
    assertThat(conventions.get("web/CLAUDE.md")).isEqualTo("é".repeat(8_192));
    assertThat(conventions.get("README.md")).startsWith("# Reports").hasSize(4_096);
  }

  @Test
  void cutsNoCharacterInTwo() {
    files.with("AGENTS.md", "x" + "é".repeat(20_000));

    assertThat(profile().conventions().get("AGENTS.md")).isEqualTo("x" + "é".repeat(8_191));
  }

  @Test
  void verifiesWithMavenByItsWrapperIfThatCanBeRun() {
    files.with("pom.xml").with("sub/pom.xml");
    assertThat(checks()).containsExactly("mvn -B -ntp verify");

    files.executable("mvnw");
    assertThat(checks()).containsExactly("./mvnw -B -ntp verify");
    assertThat(profile().checks().getFirst().origin()).isEqualTo("pom.xml");
  }

  @Test
  void checksWithGradleWithoutADaemon() {
    files.with("settings.gradle.kts").executable("gradlew").with("app/build.gradle.kts");

    assertThat(checks()).containsExactly("./gradlew --no-daemon --console=plain check");
  }

  @Test
  void takesTheBuildThatBringsItsProgramWhereThereAreTwo() {
    files.with("pom.xml").with("build.gradle");
    assertThat(checks()).containsExactly("mvn -B -ntp verify");

    files.executable("gradlew");
    assertThat(checks()).containsExactly("./gradlew --no-daemon --console=plain check");
  }

  @Test
  void runsTheScriptsOfAPackageAfterInstallingWhatIsLocked() {
    files
        .with(
            "package.json",
            """
            {"scripts": {"test": "vitest run", "build": "tsc", "lint": "eslint .", "x": "y"},
             "devDependencies": {"vitest": "1"}}
            """)
        .with("package-lock.json");

    assertThat(setup()).containsExactly("npm ci --no-audit --no-fund");
    assertThat(checks()).containsExactly("npm run build", "npm run test", "npm run lint");
  }

  @Test
  void installsNothingForAPackageWithoutDependencies() {
    files.with("package.json", "{\"scripts\": {\"test\": \"node --test\"}}");

    assertThat(setup()).isEmpty();
    assertThat(checks()).containsExactly("npm run test");
  }

  @Test
  void writesNoLockFileWhereThereIsNone() {
    files.with("package.json", "{\"dependencies\": {\"a\": \"1\"}}");

    assertThat(setup()).containsExactly("npm install --no-audit --no-fund --no-package-lock");
  }

  @Test
  void passesOverTheTestScriptThatAlwaysFails() {
    files.with(
        "package.json",
        "{\"scripts\": {\"test\": \"echo \\\"Error: no test specified\\\" && exit 1\"}}");

    assertThat(checks()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "pnpm-lock.yaml, pnpm install --frozen-lockfile, pnpm run test",
    "yarn.lock, yarn install --frozen-lockfile, yarn run test",
    "bun.lock, bun install --frozen-lockfile, bun run test"
  })
  void usesThePackageManagerWhoseLockFileIsThere(String lock, String install, String test) {
    files
        .with("package.json", "{\"scripts\":{\"test\":\"x\"},\"dependencies\":{\"a\":\"1\"}}")
        .with(lock);

    assertThat(setup()).containsExactly(install);
    assertThat(checks()).containsExactly(test);
  }

  @Test
  void installsAWorkspaceOnceAndTestsItsPackagesWhereTheRootHasNoTest() {
    var packageWithTest = "{\"scripts\":{\"test\":\"x\"},\"dependencies\":{\"a\":\"1\"}}";
    files
        .with("package.json", "{\"workspaces\": [\"packages/*\"]}")
        .with("package-lock.json")
        .with("packages/a/package.json", packageWithTest)
        .with("packages/b/package.json", packageWithTest);

    assertThat(setup()).containsExactly("npm ci --no-audit --no-fund");
    assertThat(checks()).containsExactly("packages/a$ npm run test", "packages/b$ npm run test");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{\"scripts\": 3}", "{\"scripts\": {\"test\": []}}", "null"})
  void findsNoCheckInAPackageFileThatIsBroken(String text) {
    files.with("package.json", text);

    assertThat(profile().checks()).isEmpty();
    assertThat(profile().notes()).isNotEmpty();
  }

  @Test
  void discoversUnittestsWithoutInstallingAnything() {
    files.with("calc.py").with("test_calc.py", "import unittest\n");

    assertThat(setup()).isEmpty();
    assertThat(checks()).containsExactly("python3 -m unittest discover");
  }

  @Test
  void namesAFolderOfUnittestsThatIsNoPackage() {
    files.with("calc.py").with("tests/test_calc.py", "import unittest\n");
    assertThat(checks()).containsExactly("python3 -m unittest discover -s tests");

    files.with("tests/__init__.py");
    assertThat(checks()).containsExactly("python3 -m unittest discover");
  }

  @ParameterizedTest
  @CsvSource({"pytest.ini, ''", "conftest.py, ''", "pyproject.toml, [tool.pytest.ini_options]"})
  void runsPytestWhereItIsConfigured(String file, String text) {
    files.with("test_calc.py", "import unittest\n").with(file, text);

    assertThat(setup()).isEmpty();
    assertThat(checks()).containsExactly("python3 -m pytest");
  }

  @Test
  void runsPytestForTestsOnlyItCanRun() {
    files.with("tests/test_calc.py", "def test_sum():\n  assert 1 + 1 == 2\n");

    assertThat(checks()).containsExactly("python3 -m pytest");
  }

  @Test
  void installsRequirementsIntoAnEnvironmentThatGitIgnores() {
    files.with("requirements.txt", "# none\nflask==3\n").with("tests/test_a.py", "import pytest\n");

    var profile = profile();

    assertThat(profile.setup().getFirst().argv().getLast()).contains(".venv/.gitignore");
    assertThat(profile.setup().getLast().argv())
        .containsSubsequence(".venv/bin/python", "-m", "pip", "install", "-r", "requirements.txt")
        .endsWith("pytest");
    assertThat(checks()).containsExactly(".venv/bin/python -m pytest");
  }

  @Test
  void installsAProjectWithItsTestExtras() {
    files
        .with(
            "pyproject.toml",
            """
            [project]
            dependencies = [
              "flask", # web
            ]
            [project.optional-dependencies]
            test = ["pytest>=8"]
            """)
        .with("tests/test_a.py", "import unittest\n");

    assertThat(profile().setup().getLast().argv()).endsWith("-e", ".[test]");
    assertThat(checks()).containsExactly(".venv/bin/python -m pytest");
  }

  @Test
  void usesUvAndPoetryWhereTheyLock() {
    files.with("pyproject.toml", "[tool.pytest.ini_options]\n").with("uv.lock");
    assertThat(setup()).containsExactly("uv sync --frozen --all-extras");
    assertThat(checks()).containsExactly("uv run --frozen python -m pytest");
  }

  @Test
  void testsGoAndRust() {
    files
        .with("go.mod")
        .with("tools/go.mod")
        .with("Cargo.toml", "[workspace]\n")
        .with("a/Cargo.toml");

    assertThat(checks())
        .containsExactly(
            "cargo test --workspace",
            "go vet ./...",
            "go test ./...",
            "tools$ go vet ./...",
            "tools$ go test ./...");
  }

  @Test
  void makesATargetOnlyWhereTheRootHasNoBuildFile() {
    files.with("Makefile", ".PHONY: test\ntest: all\n\t./run\n");
    assertThat(checks()).containsExactly("make test");

    files.with("pom.xml");
    assertThat(checks()).containsExactly("mvn -B -ntp verify");
  }

  @ParameterizedTest
  @ValueSource(strings = {"test := 1\n", "# test:\n", "\ttest: x\n", "tests: x\n", "latest: x\n"})
  void takesNoneOfTheseForATestTarget(String makefile) {
    files.with("Makefile", makefile);

    assertThat(checks()).isEmpty();
  }

  @Test
  void runsATestScriptAsALastResort() {
    files.with("run_tests.sh", "#!/usr/bin/env bash\n");
    assertThat(checks()).containsExactly("bash run_tests.sh");

    files.executable("test.sh");
    assertThat(checks()).containsExactly("./test.sh");
  }

  @Test
  void findsBuildsInFoldersWhereTheRootHasNone() {
    files
        .with("backend/pom.xml")
        .executable("backend/mvnw")
        .with("backend/core/pom.xml")
        .with("web/package.json", "{\"scripts\":{\"test\":\"x\"}}")
        .with("web/node_modules/a/package.json", "{\"scripts\":{\"test\":\"x\"}}")
        .with("services/ml/pyproject.toml")
        .with("services/ml/tests/test_a.py", "import pytest\n");

    assertThat(checks())
        .containsExactly(
            "backend$ ./mvnw -B -ntp verify",
            "web$ npm run test",
            "services/ml$ python3 -m pytest");
  }

  @Test
  void boundsModulesAndCommands() {
    for (int i = 0; i < 50; i++) {
      files.with("m%02d/go.mod".formatted(i));
    }

    var profile = profile();

    assertThat(profile.checks()).hasSize(CheckFinder.MAX_COMMANDS);
    assertThat(profile.notes()).hasSize(2);
  }

  /** Whatever build files contain, a profile comes of it. */
  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void neverThrowsForWhatFilesContain(long seed) {
    var random = new Random(seed);
    var names =
        List.of(
            "package.json",
            "pyproject.toml",
            "Cargo.toml",
            "Makefile",
            "requirements.txt",
            "go.mod",
            "setup.cfg",
            "test.sh",
            "test_a.py",
            "AGENTS.md",
            "pom.xml",
            "a/package.json");
    var pieces =
        List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "scripts",
            "test",
            "=",
            "\n",
            "#",
            "[project]",
            "dependencies",
            "\u0000",
            "é",
            "\t",
            "pytest",
            "null",
            "'",
            "[[",
            "]]",
            "\\");
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder();
      for (int j = random.nextInt(40); j > 0; j--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      files.with(names.get(random.nextInt(names.size())), text.toString());

      assertThat(profile().files()).isNotEmpty();
    }
  }
}
