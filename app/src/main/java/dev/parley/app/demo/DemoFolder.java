package dev.parley.app.demo;

import dev.parley.adapters.linux.Sandbox;
import dev.parley.adapters.linux.SandboxLayout;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where one demo lives, with everything it makes below: the repository, the transcript, and a
 * {@code PARLEY_HOME} of its own, so that nothing of the user's is read or written.
 */
record DemoFolder(Path root) {

  /** The coding model is the dearer one, as it would be in real use. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "PARLEY_MODELS_REQUIREMENTS", "anthropic/claude-haiku-4-5",
          "PARLEY_MODELS_PLANNING", "anthropic/claude-haiku-4-5",
          "PARLEY_MODELS_CODING", "anthropic/claude-sonnet-4-5",
          "PARLEY_MODELS_REVIEW", "anthropic/claude-haiku-4-5",
          "PARLEY_SANDBOX_NETWORK", "false");

  private static final String SANDBOX_MODE = "PARLEY_SANDBOX_MODE";

  /** Variables that would let the user's own set-up into the demo. */
  private static final Pattern OF_THE_USER =
      Pattern.compile("(PARLEY|ANTHROPIC|OPENAI|GEMINI|OLLAMA|GIT)_.*");

  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));
  private static final int TEMPORARY_MAX = 10_000;

  /**
   * The folder, made if it is not there.
   *
   * @param wanted empty for a fresh one among the temporary files
   * @throws dev.parley.model.ProblemException BAD_USAGE if there is something else in it
   */
  static DemoFolder at(Optional<Path> wanted) {
    try {
      if (wanted.isEmpty()) {
        return new DemoFolder(temporary().toRealPath());
      }
      var folder = new DemoFolder(Files.createDirectories(wanted.get()).toRealPath());
      if (!folder.isEmpty() && folder.isNew()) {
        throw new Problem(
                Code.BAD_USAGE,
                folder.root() + " is not empty, and no demo began there",
                "Name an empty folder or none.")
            .raise();
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With a number a person can type, and for nobody else to read. */
  private static Path temporary() throws IOException {
    var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    for (int number = 1; number < TEMPORARY_MAX; number++) {
      try {
        return Files.createDirectory(TEMPORARY.resolve("parley-demo-" + number), mine);
      } catch (FileAlreadyExistsException _) {
        // Somebody's earlier demo.
      }
    }
    return Files.createTempDirectory(TEMPORARY, "parley-demo-");
  }

  Path repository() {
    return root.resolve("teatime");
  }

  Path transcript() {
    return root.resolve(DemoContent.TRANSCRIPT);
  }

  Path home() {
    return root.resolve("parley-home");
  }

  /** Whether no run began here yet. */
  boolean isNew() {
    return !Files.exists(home().resolve("parley.db"));
  }

  void writeTranscript(String text) {
    try {
      Files.writeString(transcript(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What the run is to see: the demo's home and model, nothing of the user's configuration, and no
   * standard output, since the demo has its own last words.
   *
   * @param modelUrl where the scripted model listens
   */
  Surroundings surroundings(Surroundings user, String modelUrl) {
    var environment = new HashMap<>(user.environment());
    environment.keySet().removeIf(name -> OF_THE_USER.matcher(name).matches());
    environment.putAll(SETTINGS);
    environment.put("PARLEY_HOME", home().toString());
    environment.put("XDG_CONFIG_HOME", root.resolve("config").toString());
    environment.put("ANTHROPIC_BASE_URL", modelUrl);
    environment.put("ANTHROPIC_API_KEY", "scripted");
    // The sample needs a compiler: the JDK that runs this has one, whatever is on the PATH.
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(SANDBOX_MODE, canConfine(environment) ? "auto" : "none");
    return new Surroundings(
        environment,
        root,
        user.in(),
        new PrintWriter(Writer.nullWriter()),
        user.err(),
        user.live(),
        false,
        user.clock());
  }

  /** Whether a run with these surroundings confines its commands. */
  static boolean confines(Surroundings inside) {
    return "auto".equals(inside.environment().get(SANDBOX_MODE));
  }

  /** The sample's commands are our own: without a sandbox the demo says so and goes on. */
  private boolean canConfine(Map<String, String> environment) {
    var home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    var layout = SandboxLayout.of(home, home(), environment);
    return Sandbox.probe(new OsProcessRunner(), layout).isEmpty();
  }

  private boolean isEmpty() throws IOException {
    try (var files = Files.list(root)) {
      return files.findAny().isEmpty();
    }
  }
}
