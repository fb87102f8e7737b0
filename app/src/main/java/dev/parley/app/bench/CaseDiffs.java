package dev.parley.app.bench;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Changes to single files as git prints them. Uses a scratch folder of its caller's. */
final class CaseDiffs {

  private static final int OUTPUT_BYTES = 16 << 20;

  private final Path scratch;
  private final Map<String, String> environment;

  CaseDiffs(Path scratch, Map<String, String> environment) {
    this.scratch = scratch;
    this.environment = environment;
  }

  /** A file comes to be. */
  static String added(String path, String text) {
    var lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    var diff =
        new StringBuilder(
            """
            diff --git a/%1$s b/%1$s
            new file mode 100644
            --- /dev/null
            +++ b/%1$s
            @@ -0,0 +1,%2$d @@
            """
                .formatted(path, lines.size()));
    lines.forEach(line -> diff.append('+').append(line).append('\n'));
    return diff.toString();
  }

  /** A file is changed. */
  String changed(String path, String before, String after) {
    try {
      write(scratch.resolve("a").resolve(path), before);
      write(scratch.resolve("b").resolve(path), after);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var argv =
        List.of(
            "git",
            "diff",
            "--no-index",
            "-U10",
            "--no-color",
            "--no-ext-diff",
            "--src-prefix=",
            "--dst-prefix=",
            "a/" + path,
            "b/" + path);
    var completed =
        new OsProcessRunner()
            .run(
                new Command(
                    argv,
                    scratch,
                    Map.of("PATH", environment.getOrDefault("PATH", "/usr/bin:/bin")),
                    "",
                    Duration.ofMinutes(1),
                    OUTPUT_BYTES,
                    Confinement.NONE,
                    StandardCharsets.UTF_8));
    return completed.stdout();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }
}
