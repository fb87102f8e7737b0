package dev.parley.app.docs;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.cli.Cli;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DocumentationTest {

  private static final Pattern PROBLEM_ROW =
      Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| (\\d+) \\| \\S.* \\| \\S.* \\|$");

  @Test
  void theCommandsArePublished() throws IOException {
    Published.holds("docs/cli.md", CommandPages.of(Cli.commandLine(nowhere())));
  }

  @Test
  void everyProblemIsDescribedWithItsExitCodeAndRemedy() throws IOException {
    var rows = PROBLEM_ROW.matcher(Files.readString(Path.of("../docs/problems.md")));

    assertThat(rows.results().map(row -> row.group(1) + " " + row.group(2)).collect(toSet()))
        .isEqualTo(
            Arrays.stream(Code.values())
                .map(code -> code + " " + code.exitCode())
                .collect(toSet()));
  }

  private static Surroundings nowhere() {
    var nobody = new PrintWriter(Writer.nullWriter());
    return new Surroundings(
        Map.of(),
        Path.of("."),
        InputStream.nullInputStream(),
        nobody,
        nobody,
        false,
        false,
        InstantSource.system());
  }
}
