package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.Severity;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.AnalyserTool.Bounds;
import dev.parley.review.tools.AnalyserTool.From;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.AnalyserTool.Output;
import dev.parley.review.tools.AnalyserTool.Reads;
import dev.parley.review.tools.AnalyserTool.Scope;
import dev.parley.review.tools.ReportFormat;
import dev.parley.review.tools.Side;
import dev.parley.review.tools.ToolOutcome;
import dev.parley.review.tools.ToolOutcome.Broken;
import dev.parley.review.tools.ToolOutcome.NotRun;
import dev.parley.review.tools.ToolOutcome.Ran;
import dev.parley.review.tools.ToolRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ToolRunner} does. */
public abstract class ToolRunnerContract {

  protected static final String RULE = "no-danger";
  protected static final String WORD = "danger";

  protected abstract ToolRunner runner();

  /** A program that reports each line with {@link #WORD} by {@link #RULE}. */
  protected abstract AnalyserTool reporting();

  /** A program that says that it failed. */
  protected abstract AnalyserTool failing();

  /** A tool whose program reads SARIF's extensions {@code txt}. */
  protected static AnalyserTool tool(String name, String program, Scope scope) {
    var output =
        new Output(ReportFormat.SARIF, From.STANDARD_OUTPUT, Set.of(0, 1), Optional.empty());
    var launch =
        new Launch(false, List.of(program), Optional.empty(), List.of("{files}"), Map.of(), output);
    return new AnalyserTool(
        name,
        "",
        new Reads(scope, Set.of("txt"), Optional.empty(), Optional.empty()),
        List.of(launch),
        Bounds.STANDARD,
        false,
        Severity.LOW);
  }

  private static Side side(Map<String, String> files) {
    return new Side(files, Optional.empty());
  }

  @Test
  void namesFilesAndLinesAsTheyAreInTheRepository() {
    var outcome =
        runner()
            .run(
                reporting(),
                side(Map.of("a/b.txt", "fine\n  danger here\n", "c.txt", "fine\n", "d.md", WORD)));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Ran.class,
            ran -> {
              assertThat(ran.given()).isEqualTo(2);
              assertThat(ran.scanned().orElse(2)).isEqualTo(2);
              assertThat(ran.results())
                  .singleElement()
                  .satisfies(located -> {
                    assertThat(located.reported().rule()).isEqualTo(RULE);
                    assertThat(located.reported().file()).isEqualTo("a/b.txt");
                    assertThat(located.reported().line()).isEqualTo(2);
                    assertThat(located.text()).isEqualTo("  danger here");
                  });
            });
  }

  @Test
  void aProgramThatIsNotThereHasNotRun() {
    ToolOutcome outcome =
        runner().run(tool("missing", "no-such-program", Scope.FLAT), side(Map.of("a.txt", "x")));

    assertThat(outcome).isInstanceOf(NotRun.class);
  }

  @Test
  void aProgramThatFailsIsBroken() {
    assertThat(runner().run(failing(), side(Map.of("a.txt", "x")))).isInstanceOf(Broken.class);
  }
}
