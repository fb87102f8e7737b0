package dev.parley.app;

import dev.parley.app.config.ConfigurationFiles;
import dev.parley.app.config.Trust;
import dev.parley.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** Parley as a process of its own, so that it can be killed. */
final class ParleyProcess {

  private ParleyProcess() {}

  /**
   * A process yet to be started.
   *
   * @param home Parley's
   * @param modelUrl of a server that speaks Anthropic's protocol
   */
  static ProcessBuilder of(GitFixture user, Path home, String modelUrl, String... arguments) {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    argv.add("--enable-native-access=ALL-UNNAMED");
    argv.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.parley.app.Main"));
    argv.addAll(List.of(arguments));
    var environment = new HashMap<>(user.environment());
    environment.put("PARLEY_HOME", home.toString());
    environment.put("ANTHROPIC_BASE_URL", modelUrl);
    environment.put("ANTHROPIC_API_KEY", "test-key");
    Optional.ofNullable(System.getenv("JAVA_HOME")).ifPresent(j -> environment.put("JAVA_HOME", j));
    environment.put("GIT_AUTHOR_NAME", "Ada");
    environment.put("GIT_AUTHOR_EMAIL", "ada@example.org");
    var builder = new ProcessBuilder(argv).directory(user.root().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  /** As {@code parley trust} does, without a process of its own. */
  static void trust(GitFixture user, Path home) throws IOException {
    Files.createDirectories(home);
    var file = user.root().resolve(ConfigurationFiles.IN_REPOSITORY);
    new Trust(home).grant(user.root(), Files.readString(file));
  }
}
