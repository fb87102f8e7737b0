package dev.parley.adapters.analysers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.adapters.linux.UnsandboxedRunner;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.review.tools.Side;
import dev.parley.review.tools.ToolOutcome.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every rule of ours on its examples, by the real ast-grep. */
final class AstGrepRulesTest {

  private static final Path RULES =
      Path.of("src/main/resources/dev/parley/adapters/analysers/ast-grep/rules");
  private static final Pattern ID = Pattern.compile("(?m)^id: (\\S+)$");

  @TempDir Path folder;

  /** {@code bad RULE EXTENSION} or {@code good RULE EXTENSION}, then indented code. */
  private record Example(boolean bad, String rule, String extension, String code) {}

  private static List<Example> examples() throws IOException {
    var examples = new ArrayList<Example>();
    var head = new String[0];
    var code = new StringBuilder();
    var text = Files.readString(Path.of("src/test/resources/ast-grep/examples.txt"));
    for (String line : (text + "\nend").split("\n", -1)) {
      if (line.startsWith("  ") || line.isBlank()) {
        code.append(line.isBlank() ? "" : line.substring(2)).append('\n');
        continue;
      }
      if (head.length == 3) {
        examples.add(new Example(head[0].equals("bad"), head[1], head[2], code.toString()));
      }
      head = line.startsWith("#") ? new String[0] : line.split(" ", -1);
      code.setLength(0);
    }
    return examples;
  }

  private static Set<String> rules() throws IOException {
    var ids = new TreeSet<String>();
    try (var files = Files.list(RULES)) {
      for (var file : files.toList()) {
        ID.matcher(Files.readString(file)).results().forEach(found -> ids.add(found.group(1)));
      }
    }
    ids.remove("parley-probe");
    return ids;
  }

  @Test
  void everyRuleHasGoodAndBadExamples() throws IOException {
    for (boolean bad : List.of(true, false)) {
      assertThat(
              examples().stream()
                  .filter(example -> example.bad() == bad)
                  .map(Example::rule)
                  .collect(Collectors.toSet()))
          .as(bad ? "bad" : "good")
          .isEqualTo(rules());
    }
  }

  @Test
  void reportsTheBadOnesAndLeavesTheGoodOnesAlone() throws IOException {
    var runner =
        new SandboxedToolRunner(
            InstalledTools.with("ast-grep"),
            new SandboxedToolRunner.Surroundings(folder, Map.of("PATH", "/usr/bin:/bin")),
            new UnsandboxedRunner(new OsProcessRunner()),
            new JacksonJsonCodec(),
            Optional.empty());
    var files = new LinkedHashMap<String, String>();
    var wanted = new java.util.HashSet<String>();
    for (var example : examples()) {
      String kind = example.bad() ? "bad" : "good";
      String name =
          "%s/%s-%d.%s".formatted(kind, example.rule(), files.size(), example.extension());
      files.put(name, example.code());
      if (example.bad()) {
        wanted.add(name + " " + example.rule());
      }
    }

    var outcome = runner.run(InstalledTools.named("ast-grep"), new Side(files, Optional.empty()));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Ran.class,
            ran ->
                assertThat(
                        ran.results().stream()
                            .map(found -> found.reported().file() + " " + found.reported().rule())
                            .collect(Collectors.toSet()))
                    .isEqualTo(wanted));
  }
}
