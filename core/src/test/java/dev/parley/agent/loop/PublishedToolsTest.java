package dev.parley.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.llm.ToolSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PublishedToolsTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|");

  @Test
  void offersTheToolsThatArePublished() throws IOException {
    String text = Files.readString(Path.of("../docs/model-calls.md"));
    String coding = text.split("\n## `coding`\n", 2)[1].split("\n## ", 2)[0];
    var published =
        ROW.matcher(coding)
            .results()
            .map(row -> row.group(1) + " " + row.group(2).replace("`", ""))
            .toList();

    assertThat(ToolCatalogue.TOOLS.stream().map(PublishedToolsTest::row).toList())
        .isEqualTo(published);
  }

  private static String row(ToolSpec tool) {
    return tool.parameters().stream()
        .map(parameter -> parameter.name() + (parameter.required() ? "" : "?"))
        .collect(Collectors.joining(", ", tool.name() + " ", ""));
  }
}
