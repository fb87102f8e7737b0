package dev.parley.app.terminal;

import java.io.Console;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * All that a command may touch of the process it runs in, so that tests own it.
 *
 * @param folder relative paths are resolved against it
 * @param out for results alone
 * @param err for progress, warnings and problems
 * @param live whether {@code err} is a terminal that lines can be redrawn on
 * @param answers whether somebody sits there who can be asked
 */
public record Surroundings(
    Map<String, String> environment,
    Path folder,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    boolean live,
    boolean answers,
    InstantSource clock) {

  private static final Path STANDARD_INPUT = Path.of("/proc/self/fd/0");
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** Those of this process. */
  public static Surroundings ofProcess() {
    var environment = System.getenv();
    return new Surroundings(
        environment,
        Path.of("").toAbsolutePath(),
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        isTerminal(STANDARD_ERROR) && !"dumb".equals(environment.get("TERM")),
        isTerminal(STANDARD_INPUT) && isTerminal(STANDARD_ERROR),
        InstantSource.system());
  }

  /** Whether colours are welcome. */
  public boolean coloured() {
    return live && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /** Who is asking, for the log. */
  public String user() {
    return environment.getOrDefault("USER", "user");
  }

  public Path resolve(Path path) {
    return folder.resolve(path).normalize();
  }

  /** The JDK only tells whether input and output both are one. */
  private static boolean isTerminal(Path stream) {
    try {
      var target = Files.readSymbolicLink(stream).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (java.io.IOException | UnsupportedOperationException e) {
      return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
  }
}
