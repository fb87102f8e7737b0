package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What export costs those who do not use it. */
class TelemetryClassesTest {

  private static final String TASKS =
      """
      [{"id": "T1", "title": "t", "description": "d", "type": "testing"}]
      """;

  @TempDir Path folder;

  @Test
  void nothingOfOpenTelemetryIsLoadedUnlessItIsUsed() throws Exception {
    assertThat(loaded(Map.of())).isZero();
    assertThat(loaded(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1"))).isPositive();
  }

  /** How many of its classes a dry run loads. */
  private long loaded(Map<String, String> more) throws IOException, InterruptedException {
    var place = Files.createTempDirectory(folder, "place");
    var user = GitFixture.create(place.resolve("user"));
    user.write("a.txt", "a");
    user.commit("Start");
    var tasks = Files.writeString(place.resolve("tasks.json"), TASKS);
    var classes = place.resolve("classes.log");
    var builder =
        ParleyProcess.of(
            user,
            place.resolve("home"),
            "http://localhost:1",
            "run",
            "--tasks",
            tasks.toString(),
            "--dry-run");
    builder.environment().putAll(more);
    builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes);
    builder.redirectErrorStream(true).redirectOutput(place.resolve("out").toFile());
    assertThat(builder.start().waitFor()).as(Files.readString(place.resolve("out"))).isZero();
    List<String> lines = Files.readAllLines(classes);
    assertThat(lines).anyMatch(line -> line.contains("dev.parley.app.run.RunSession"));
    return lines.stream().filter(line -> line.contains("io.opentelemetry.")).count();
  }
}
