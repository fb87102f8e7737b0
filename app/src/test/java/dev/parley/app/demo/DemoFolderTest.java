package dev.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {

  private static final String MODEL_URL = "http://127.0.0.1:4711";

  @TempDir private Path temporary;
  private final StringWriter printed = new StringWriter();

  @Test
  void makesTheFolderItIsGiven() {
    var folder = DemoFolder.at(Optional.of(temporary.resolve("a/b")));

    assertThat(folder.root()).isDirectory();
    assertThat(folder.isNew()).isTrue();
  }

  @Test
  void refusesAFolderThatHoldsSomethingElse() throws IOException {
    Files.writeString(temporary.resolve("notes.txt"), "mine");

    assertThatThrownBy(() -> DemoFolder.at(Optional.of(temporary)))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(Code.BAD_USAGE));
  }

  @Test
  void goesOnInAFolderWhereADemoBegan() throws IOException {
    Files.createDirectories(temporary.resolve("parley-home"));
    Files.createFile(temporary.resolve("parley-home/parley.db"));

    assertThat(DemoFolder.at(Optional.of(temporary)).isNew()).isFalse();
  }

  @Test
  void letsNothingOfTheUsersSetUpIn() {
    var inside =
        inside(
            Map.of(
                "ANTHROPIC_API_KEY", "a real key",
                "OPENAI_API_KEY", "another",
                "PARLEY_DB_URL", "jdbc:postgresql://elsewhere/parley",
                "PARLEY_LIMITS_MAX_USD_PER_RUN", "0.01",
                "GIT_DIR", "/elsewhere/.git"));

    assertThat(inside.environment())
        .containsEntry("ANTHROPIC_API_KEY", "scripted")
        .containsEntry("ANTHROPIC_BASE_URL", MODEL_URL)
        .containsEntry("PARLEY_HOME", real("parley-home"))
        .containsEntry("XDG_CONFIG_HOME", real("config"))
        .doesNotContainKeys(
            "OPENAI_API_KEY", "PARLEY_DB_URL", "PARLEY_LIMITS_MAX_USD_PER_RUN", "GIT_DIR");
  }

  @Test
  void givesTheSampleTheCompilerOfThisJdk() {
    var javaHome = inside(Map.of("JAVA_HOME", "/an/old/jre")).environment().get("JAVA_HOME");

    assertThat(Path.of(String.valueOf(javaHome)).resolve("bin/javac")).exists();
  }

  @Test
  void goesOnWithoutASandboxWhereThereIsNone() {
    assertThat(DemoFolder.confines(inside(Map.of("PATH", "/nonexistent")))).isFalse();
  }

  @Test
  void makesATemporaryFolderThatNobodyElseCanRead() throws IOException {
    var root = DemoFolder.at(Optional.empty()).root();
    try {
      assertThat(root.toString()).matches(".*/parley-demo-\\d+");
      assertThat(Files.getPosixFilePermissions(root))
          .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    } finally {
      Files.delete(root);
    }
  }

  @Test
  void keepsTheRunsOwnResultsToItself() {
    inside(Map.of()).out().println("a table");

    assertThat(printed.toString()).isEmpty();
  }

  private Surroundings inside(Map<String, String> user) {
    var environment = new HashMap<>(user);
    environment.putIfAbsent("PATH", System.getenv().getOrDefault("PATH", ""));
    environment.put("HOME", temporary.toString());
    var writer = new PrintWriter(printed, true);
    var surroundings =
        new Surroundings(
            environment,
            temporary,
            InputStream.nullInputStream(),
            writer,
            writer,
            false,
            false,
            InstantSource.system());
    return DemoFolder.at(Optional.of(temporary)).surroundings(surroundings, MODEL_URL);
  }

  private String real(String name) {
    try {
      return temporary.toRealPath().resolve(name).toString();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
