package dev.parley.adapters.analysers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.adapters.linux.UnsandboxedRunner;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.ProcessRunner;
import dev.parley.review.Severity;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.AnalyserTool.Bounds;
import dev.parley.review.tools.AnalyserTool.From;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.AnalyserTool.Output;
import dev.parley.review.tools.AnalyserTool.Scope;
import dev.parley.review.tools.ReportFormat;
import dev.parley.review.tools.Side;
import dev.parley.review.tools.ToolOutcome;
import dev.parley.review.tools.ToolOutcome.Broken;
import dev.parley.review.tools.ToolOutcome.NotRun;
import dev.parley.review.tools.ToolOutcome.Ran;
import dev.parley.review.tools.ToolRunner;
import dev.parley.testkit.contract.ToolRunnerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With small shell programs for tools, which show what a tool is given and what it may do. */
final class SandboxedToolRunnerTest extends ToolRunnerContract {

  private static final String HEAD =
      "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"t\"}},\"results\":[";
  private static final String TAIL = "]}]}";

  /** Prints a result for each line with the word, like a linter. */
  private static final String LINTER =
      """
      printf '%s' '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":['
      between=
      for file in "$@"; do
        number=0
        while IFS= read -r line; do
          number=$((number + 1))
          case $line in *danger*)
            printf '%s{"ruleId":"no-danger","message":{"text":"x"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"%s"},"region":{"startLine":%s}}}]}' "$between" "$file" "$number"
            between=, ;;
          esac
        done < "$file"
      done
      printf ']}]}'
      """;

  @TempDir Path folder;

  @Override
  protected ToolRunner runner() {
    return runner(new UnsandboxedRunner(new OsProcessRunner()));
  }

  private ToolRunner runner(ProcessRunner processes) {
    return new SandboxedToolRunner(
        new ToolShelf(folder.resolve("tools"), folder.resolve("bin") + ":relative:/usr/bin:/bin"),
        new SandboxedToolRunner.Surroundings(
            folder.resolve("scratch"), Map.of("PATH", "/usr/bin:/bin")),
        processes,
        new JacksonJsonCodec(),
        Optional.empty());
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    if (Files.exists(folder.resolve("scratch"))) {
      try (var left = Files.list(folder.resolve("scratch"))) {
        assertThat(left).isEmpty();
      }
    }
  }

  @Override
  protected AnalyserTool reporting() {
    return tool("reporting", program("reporting", LINTER), Scope.FLAT);
  }

  @Override
  protected AnalyserTool failing() {
    return tool("failing", program("failing", "exit 3"), Scope.FLAT);
  }

  private String program(String name, String script) {
    try {
      var file = Files.createDirectories(folder.resolve("bin")).resolve(name);
      Files.writeString(file, "#!/bin/sh\n" + script + "\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Side side(Map<String, String> files) {
    return new Side(files, Optional.empty());
  }

  private ToolOutcome run(Scope scope, String script, Map<String, String> files) {
    return runner().run(tool("own", program("own", script), scope), side(files));
  }

  /** A tool that reports one result, with what a script prints as its message. */
  private List<String> told(Scope scope, String script, Map<String, String> files) {
    String printing =
        "printf '%s' '"
            + HEAD
            + "{\"ruleId\":\"r\",\"locations\":[{\"physicalLocation\":"
            + "{\"artifactLocation\":{\"uri\":\"'\"$1\"'\"}}}],\"message\":{\"text\":\"'\"$("
            + script
            + ")\"'\"}}"
            + TAIL
            + "'";
    return run(scope, printing, files) instanceof Ran ran
        ? ran.results().stream().map(each -> each.reported().message()).toList()
        : List.of();
  }

  @Test
  void givesNamesOfItsOwnToFilesThatAToolLooksAtOneByOne() {
    var files = Map.of("-rf.txt", "x", "node_modules/.hidden/a b.txt", "y");

    assertThat(told(Scope.FLAT, "echo $(ls)", files)).containsExactly("f00001.txt f00002.txt");
  }

  @Test
  void putsFilesWhereTheyStandIfThatMatters() {
    assertThat(told(Scope.LINKED, "echo $(find . -type f)", Map.of("src/a.txt", "x")))
        .containsExactly("./src/a.txt");
  }

  @Test
  void showsNothingThatSilencesATool() {
    assertThat(told(Scope.FLAT, "cat \"$1\"", Map.of("a.txt", "danger # nosemgrep")))
        .containsExactly("danger # xxxxxxxxx");
  }

  @Test
  void quotesTheLineAsItWas() {
    var outcome = runner().run(reporting(), side(Map.of("a.txt", "danger # nosemgrep\n")));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Ran.class,
            ran -> assertThat(ran.results().getFirst().text()).isEqualTo("danger # nosemgrep"));
  }

  @Test
  void writesNoSettingsOfTheRepositoryAndNothingOutsideOfTheCopies() {
    var files =
        Map.of(
            ".eslintrc.txt",
            "{}",
            ".cargo/config.txt",
            "x",
            "../../escaped.txt",
            "x",
            "node_modules/a.txt",
            "x",
            "src/a.txt",
            "x");

    assertThat(told(Scope.LINKED, "echo $(find . -type f)", files)).containsExactly("./src/a.txt");
    assertThat(folder.resolve("scratch/escaped.txt")).doesNotExist();
  }

  @Test
  void saysThatItHasNotRunWhereNothingMayBeShown() {
    assertThat(run(Scope.LINKED, "exit 0", Map.of(".eslintrc.txt", "{}")))
        .isInstanceOf(NotRun.class);
  }

  @Test
  void aReportThatIsNoneIsAFailure() {
    for (String script :
        List.of("", "echo done", "echo '" + HEAD + "'", "printf '" + HEAD + TAIL + "'; exit 7")) {
      assertThat(run(Scope.FLAT, script, Map.of("a.txt", "x")))
          .as(script)
          .isInstanceOf(Broken.class);
    }
  }

  @Test
  void aResultInAFileThatWasNotGivenIsAFailure() {
    String elsewhere =
        HEAD
            + "{\"ruleId\":\"r\",\"message\":{\"text\":\"x\"},\"locations\":[{\"physicalLocation\":"
            + "{\"artifactLocation\":{\"uri\":\"other.txt\"}}}]}"
            + TAIL;

    assertThat(run(Scope.FLAT, "printf '" + elsewhere + "'", Map.of("a.txt", "x")))
        .isInstanceOf(Broken.class);
  }

  @Test
  void aToolThatDoesNotEndIsKilledAndHasFailed() {
    var slow = tool("slow", program("slow", "sleep 600"), Scope.FLAT);
    var hasty =
        new AnalyserTool(
            slow.name(),
            "",
            slow.reads(),
            slow.launches(),
            new Bounds(Duration.ofMillis(200), 1_000),
            false,
            Severity.LOW);

    assertThat(runner().run(hasty, side(Map.of("a.txt", "x"))))
        .isEqualTo(new Broken("it did not end within 200 ms"));
  }

  @Test
  void aReportThatIsTooLongIsAFailure() {
    var loud = tool("loud", program("loud", "head -c 5000 /dev/zero"), Scope.FLAT);
    var bounded =
        new AnalyserTool(
            loud.name(),
            "",
            loud.reads(),
            loud.launches(),
            new Bounds(Duration.ofSeconds(30), 1_000),
            false,
            Severity.LOW);

    assertThat(runner().run(bounded, side(Map.of("a.txt", "x")))).isInstanceOf(Broken.class);
  }

  @Test
  void readsAReportFromTheFileItWasToldToWrite() {
    var output = new Output(ReportFormat.SARIF, From.FILE, Set.of(0), Optional.empty());
    var base = tool("filing", program("filing", "echo '" + HEAD + TAIL + "' > \"$1\""), Scope.FLAT);
    var launch =
        new Launch(
            false, List.of("filing"), Optional.empty(), List.of("{report}"), Map.of(), output);
    var filing =
        new AnalyserTool(
            "filing", "", base.reads(), List.of(launch), Bounds.STANDARD, false, Severity.LOW);

    assertThat(runner().run(filing, side(Map.of("a.txt", "x")))).isInstanceOf(Ran.class);
  }

  @Test
  void aReportThatIsALinkIsNotFollowed() throws IOException {
    var secret = Files.writeString(folder.resolve("secret"), HEAD + TAIL);
    var output = new Output(ReportFormat.SARIF, From.FILE, Set.of(0), Optional.empty());
    var base = tool("linking", program("linking", "ln -s '" + secret + "' \"$1\""), Scope.FLAT);
    var launch =
        new Launch(
            false, List.of("linking"), Optional.empty(), List.of("{report}"), Map.of(), output);
    var linking =
        new AnalyserTool(
            "linking", "", base.reads(), List.of(launch), Bounds.STANDARD, false, Severity.LOW);

    assertThat(runner().run(linking, side(Map.of("a.txt", "x")))).isInstanceOf(Broken.class);
  }

  @Test
  void aProgramOfTheRepositoryIsNeverFound() throws IOException {
    var planted = Files.createDirectories(folder.resolve("relative")).resolve("planted");
    Files.writeString(planted, "#!/bin/sh\n");
    assertThat(planted.toFile().setExecutable(true)).isTrue();

    for (String name : List.of("planted", "./planted", "relative/planted")) {
      assertThat(runner().run(tool("planted", name, Scope.FLAT), side(Map.of("a.txt", "x"))))
          .as(name)
          .isInstanceOf(NotRun.class);
    }
  }

  @Test
  void withoutASandboxNothingRunsAndTheRemedyIsSaid() {
    ProcessRunner refusing =
        _ -> {
          throw new Problem(Code.NO_SANDBOX, "no sandbox", "Install it.").raise();
        };

    assertThat(runner(refusing).run(reporting(), side(Map.of("a.txt", "x"))))
        .isEqualTo(new NotRun("no sandbox", "Install it."));
  }

  @Test
  void aToolThatNeedsTheWholeTreeIsNotRunOnADiffAlone() {
    assertThat(run(Scope.PROJECT, "exit 0", Map.of("a.txt", "x"))).isInstanceOf(NotRun.class);
  }
}
