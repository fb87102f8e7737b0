package dev.parley.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.app.terminal.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Types command lines, in a home of its own. */
public final class Shell {

  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private String input = "";
  private Optional<InputStream> stream = Optional.empty();
  private boolean answers;

  /** What a command line came to. */
  public record Typed(int exitCode, String out, String err) {
    public List<String> lines() {
      return out.lines().toList();
    }
  }

  public Shell(Path home, Path folder) {
    this.folder = folder;
    environment.put("PATH", Objects.requireNonNull(System.getenv("PATH")));
    environment.put("HOME", home.toString());
    environment.put("PARLEY_HOME", home.resolve("parley").toString());
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
  }

  public Shell with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  public Shell without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Somebody sits there and types this when asked. */
  Shell answering(String line) {
    this.input = line + "\n";
    this.answers = true;
    return this;
  }

  Shell reading(String standardInput) {
    this.input = standardInput;
    return this;
  }

  /** Standard input comes from there, once. */
  Shell reading(InputStream standardInput) {
    this.stream = Optional.of(standardInput);
    return this;
  }

  public Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  public Typed type(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var surroundings =
        new Surroundings(
            environment,
            folder,
            stream.orElseGet(() -> new ByteArrayInputStream(input.getBytes(UTF_8))),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            answers,
            InstantSource.system());
    int exitCode = Cli.run(surroundings, arguments);
    return new Typed(exitCode, out.toString(), err.toString());
  }
}
