package dev.parley.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code ./parley}, started as users start it, on the packaged jar. */
class LauncherIT {

  /** One for Parley itself, one for the JVM that looks at Java. */
  private static final int CACHES = 2;

  private static final Path LAUNCHER = Path.of("../parley").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Path link;

  @BeforeEach
  void linkTwice() throws IOException {
    var first = Files.createSymbolicLink(folder.resolve("first"), LAUNCHER);
    link = Files.createSymbolicLink(folder.resolve("parley"), first.getFileName());
  }

  /** JUnit warns of each link that it finds to lead out of its folder. */
  @AfterEach
  void unlink() throws IOException {
    List<Path> links;
    try (var files = Files.walk(folder)) {
      links = files.filter(Files::isSymbolicLink).toList();
    }
    for (var each : links) {
      Files.delete(each);
    }
  }

  @Test
  void startsThroughSymbolicLinksFromAnyFolder() throws Exception {
    var ended = start(Map.of("PARLEY_AOT", "off"));

    assertThat(ended.out()).containsIgnoringCase("parley");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.code()).isZero();
  }

  @Test
  void looksForAJdkWhereSystemsPutThem() throws Exception {
    var jvms = Files.createDirectories(folder.resolve("usr/lib/jvm"));
    Files.createSymbolicLink(jvms.resolve("some"), Path.of(System.getProperty("java.home")));

    var ended = start(withoutJava());

    assertThat(ended.out()).containsIgnoringCase("parley");
    assertThat(ended.code()).isZero();
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJdk() throws Exception {
    var ended = start(withoutJava());

    assertThat(ended.err()).contains("needs a JDK 25", "apt-get install", "JAVA_HOME");
    assertThat(ended.out()).isEmpty();
    assertThat(ended.code()).isEqualTo(4);
  }

  @Test
  void namesTheJdkThatIsTooOld() throws Exception {
    var old = folder.resolve("opt/old");
    Files.createDirectories(old.resolve("bin"));
    assertThat(Files.createFile(old.resolve("bin/java")).toFile().setExecutable(true)).isTrue();
    Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.15\"\n");

    var ended = start(withoutJava());

    assertThat(ended.err()).contains("found Java 17 in " + old);
    assertThat(ended.code()).isEqualTo(4);
  }

  @Test
  void makesAStartUpCacheInTheBackgroundAndSurvivesItsCorruption() throws Exception {
    var environment = Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "CI", "");
    var first = start(environment);
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> cacheFiles(".aot").size() == CACHES && cacheFiles(".lock").isEmpty());
    var second = start(environment);
    for (var cache : cacheFiles(".aot")) {
      Files.writeString(cache, "not a cache");
    }
    var third = start(environment);

    assertThat(first.code()).isZero();
    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(first);
  }

  private List<Path> cacheFiles(String ending) throws IOException {
    var caches = folder.resolve("cache/parley");
    if (!Files.isDirectory(caches)) {
      return List.of();
    }
    try (var files = Files.list(caches)) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  /** An environment whose only commands are those the launcher needs, with no java among them. */
  private Map<String, String> withoutJava() throws IOException {
    var commands = Files.createDirectories(folder.resolve("bin"));
    for (var name : List.of("dirname", "readlink", "cat")) {
      Files.createSymbolicLink(commands.resolve(name), whereIs(name));
    }
    return Map.of(
        "PATH", commands.toString(),
        "HOME", folder.toString(),
        "JAVA_HOME", "",
        "PARLEY_JDK_ROOT", folder.toString(),
        "PARLEY_AOT", "off");
  }

  private static Path whereIs(String command) {
    return List.of("/usr/bin", "/bin").stream()
        .map(bin -> Path.of(bin, command))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private Ended start(Map<String, String> environment) throws Exception {
    var out = folder.resolve("out.txt");
    var err = folder.resolve("err.txt");
    var builder =
        new ProcessBuilder("/bin/sh", link.toString(), "--help")
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    var process = builder.start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return new Ended(
        process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private record Ended(int code, String out, String err) {}
}
