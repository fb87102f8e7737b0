package dev.parley.adapters.analysers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.adapters.linux.BubblewrapRunner;
import dev.parley.adapters.linux.Sandbox;
import dev.parley.adapters.linux.SandboxLayout;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.review.Analyser.Report;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.review.tools.ExternalAnalysers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real analysers in the real sandbox on changes of a real repository. */
final class RealToolsTest {

  private static final String SEED = "let x; console.log(x.toString())\n";
  private static final String TWIN = "// @ts-nocheck\n// oxlint-disable\n" + SEED;

  @TempDir Path folder;

  private ChangeScene change;
  private Path scratch;
  private Map<String, String> environment;

  @BeforeEach
  void makeARepository() throws IOException {
    folder = folder.toRealPath();
    change = new ChangeScene(folder.resolve("user"));
    scratch = folder.resolve("scratch");
    environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "LANG", "C.UTF-8"));
    environment.put("HOME", System.getProperty("user.home"));
    Sandbox.probe(new OsProcessRunner(), layout())
        .ifPresent(problem -> {
          if ("1".equals(System.getenv("PARLEY_REQUIRE_SANDBOX"))) {
            fail(problem.message());
          }
          abort("NOT TESTED, no sandbox here: " + problem.message());
        });
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    if (Files.exists(scratch)) {
      try (var left = Files.list(scratch)) {
        assertThat(left).isEmpty();
      }
    }
  }

  private SandboxLayout layout() {
    return SandboxLayout.of(Path.of(System.getProperty("user.home")), folder, environment);
  }

  private Report examine(String... tools) {
    var runner =
        new SandboxedToolRunner(
            InstalledTools.with(tools),
            new SandboxedToolRunner.Surroundings(scratch, environment),
            new BubblewrapRunner(new OsProcessRunner(), layout()),
            new JacksonJsonCodec(32 << 20),
            Optional.of(change.repository()));
    return new ExternalAnalysers(Arrays.stream(tools).map(InstalledTools::named).toList(), runner)
        .examine(change.subject());
  }

  private static String seen(Finding finding) {
    return finding.severity() + " " + finding.rule() + " " + finding.file() + ":" + finding.line();
  }

  @Test
  void oxlintFindsTheSeedCaseAndItsSuppressedTwin() {
    change.after(Map.of("test.ts", SEED, "twin.ts", TWIN));

    var report = examine("oxlint");

    assertThat(report.findings())
        .extracting(RealToolsTest::seen)
        .contains("HIGH null-dereference test.ts:1", "HIGH null-dereference twin.ts:3");
    assertThat(report.findings()).filteredOn(Finding::blocks).hasSize(2);
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void theTypeScriptCompilerFindsTheSeedCaseAndItsSuppressedTwin() {
    change.after(Map.of("test.ts", SEED, "twin.ts", TWIN));

    var report = examine("tsc");

    assertThat(report.findings())
        .extracting(RealToolsTest::seen)
        .containsExactlyInAnyOrder(
            "HIGH null-dereference test.ts:1", "HIGH null-dereference twin.ts:3");
    assertThat(report.findings().getFirst().description())
        .isEqualTo("'x' is possibly 'undefined'. (tsc: TS18048)");
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void whatStoodThereBeforeIsNotNewAlthoughTheFileWasMovedAndItsLinesToo() {
    change
        .before(Map.of("old.ts", SEED + "export const a = 1;\nexport const b = 2;\n"))
        .moved("old.ts", "new.ts")
        .after(
            Map.of(
                "new.ts", "export {};\n\n" + SEED + "export const a = 1;\nexport const b = 2;\n"));

    assertThat(examine("tsc").findings()).isEmpty();
  }

  @Test
  void typesOfImportedFilesAreKnownAndMissingPackagesAreNotHeldAgainstAChange() {
    change
        .before(
            Map.of(
                "src/money.ts",
                    "export function cents(dollars: number): number {\n  return 1;\n}\n",
                "src/globals.d.ts", "declare const VERSION: string;\n"))
        .after(
            Map.of(
                "src/ui/a.ts",
                """
                import express from "express";
                import { cents } from "../money.js";
                express().get("/", (request: { id: string }) => request.id);
                export const price: number = cents("3");
                export const length: number = VERSION.length;
                """));

    assertThat(examine("tsc").findings())
        .extracting(RealToolsTest::seen)
        .containsExactly("HIGH type-error src/ui/a.ts:4");
  }

  @Test
  void theRepositorysOwnConfigurationSwitchesNothingOff() {
    String off = "{\"rules\": {\"no-unassigned-vars\": \"off\"}, \"ignorePatterns\": [\"**\"]}";
    change.after(
        Map.of(
            "test.ts", SEED,
            ".oxlintrc.json", off,
            "tsconfig.json", "{\"compilerOptions\": {\"strict\": false}, \"files\": []}",
            ".eslintignore", "test.ts\n",
            ".gitignore", "test.ts\n"));

    assertThat(examine("oxlint", "tsc").findings())
        .filteredOn(Finding::blocks)
        .extracting(Finding::file)
        .containsOnly("test.ts");
  }

  @Test
  void ourOwnRulesFindSinksInLanguagesTheFloorDoesNotRead() {
    change.after(
        Map.of(
            "web/page.php", "<?php\neval($_GET['x']); // ast-grep-ignore\n",
            "-r.rb", "system(\"ls #{params[:dir]}\")\n",
            "safe.php", "<?php\necho htmlspecialchars($_GET['x']);\n"));

    assertThat(examine("ast-grep").findings())
        .extracting(RealToolsTest::seen)
        .containsExactlyInAnyOrder(
            "MEDIUM code-injection web/page.php:2", "MEDIUM command-injection -r.rb:1");
  }

  @Test
  void ruffFindsUndefinedNamesAndShellCommandsBehindNoqa() {
    change.after(
        Map.of(
            "a.py",
            """
            import subprocess  # noqa


            def run(line):
                print(undefined_name)  # noqa: F821
                subprocess.call(line, shell=True)  # noqa
            """));

    assertThat(examine("ruff").findings())
        .extracting(RealToolsTest::seen)
        .containsExactlyInAnyOrder("HIGH undefined-name a.py:5", "MEDIUM command-injection a.py:6");
  }

  @Test
  void biomeFindsEvalBehindItsOwnComment() {
    change.after(
        Map.of("a.js", "// biome-ignore lint: it is fine\nexport const f = (s) => eval(s);\n"));

    assertThat(examine("biome").findings())
        .extracting(RealToolsTest::seen)
        .contains("MEDIUM code-injection a.js:2");
  }

  @Test
  void secretsAreFoundInAnyTextAndNeverQuoted() {
    String token = "ghp_" + "abcdefghijklmnopqrstuvwxyzABCDEF0123";
    change.after(Map.of("notes", "<!-- secretlint-disable -->\nkey = \"" + token + "\"\n"));

    var report = examine("secretlint");

    assertThat(report.findings())
        .extracting(RealToolsTest::seen)
        .containsExactly("HIGH hard-coded-credentials notes:2");
    assertThat(report.toString()).doesNotContain(token);
  }

  @Test
  void spotBugsLooksAtWhatCompilesByItself() {
    change
        .before(Map.of("app/src/main/java/demo/Names.java", "package demo;\nclass Names {}\n"))
        .after(
            Map.of(
                "app/src/main/java/demo/Sink.java",
                """
                package demo;
                class Sink {
                  Names names = new Names();
                  int length(String text) {
                    String copy = null;
                    return text.isEmpty() ? copy.length() : text.length();
                  }
                }
                """));

    assertThat(examine("spotbugs").findings())
        .extracting(RealToolsTest::seen)
        .contains("HIGH null-dereference app/src/main/java/demo/Sink.java:6");
  }

  @Test
  void spotBugsSaysSoWhereThereAreNoClasses() {
    change.after(Map.of("A.java", "import org.example.Missing;\nclass A extends Missing {}\n"));

    var report = examine("spotbugs");

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes())
        .containsExactly(
            "Not run: spotbugs (there are no classes: the sources do not compile without their"
                + " build).");
  }

  @Test
  void clippyIsNotSilencedByAttributesOrByTheManifest() {
    change
        .before(
            Map.of(
                "lib/Cargo.toml",
                """
                [package]
                name = "demo"
                version = "0.1.0"
                edition = "2021"

                [lints.clippy]
                all = "allow"
                """,
                "lib/src/lib.rs",
                "pub fn f() {}\n",
                "lib/clippy.toml",
                "msrv = \"1.0\"\n",
                "lib/rust-toolchain.toml",
                "[toolchain]\nchannel = \"nightly-2020-01-01\"\n"))
        .after(
            Map.of(
                "lib/src/lib.rs",
                "#![allow(clippy::all)]\npub fn f() {}\npub fn g(x: u32) -> bool {\n    x >= 0\n}\n"));

    assertThat(examine("clippy").findings())
        .extracting(RealToolsTest::seen)
        .containsExactly("MEDIUM constant-condition lib/src/lib.rs:4");
  }

  @Test
  void aCrateWhoseDependenciesAreNotThereIsNotRun() {
    String manifest =
        """
        [package]
        name = "demo"
        version = "0.1.0"
        edition = "2021"

        [dependencies]
        no-such-crate-of-parley = "1"
        """;
    change
        .before(Map.of("Cargo.toml", manifest, "src/lib.rs", "pub fn f() {}\n"))
        .after(Map.of("src/lib.rs", "pub fn f() {}\npub fn g() {}\n"));

    var report = examine("clippy");

    assertThat(report.findings()).isEmpty();
    assertThat(report.notes())
        .containsExactly("Not run: clippy (the machine lacks what it needs offline).");
  }

  @Test
  void severalToolsThatSeeOneFaultMakeOneFinding() {
    change.after(Map.of("test.ts", SEED));

    assertThat(examine("oxlint", "tsc").findings())
        .filteredOn(finding -> finding.severity() == Severity.HIGH)
        .hasSize(1);
  }
}
