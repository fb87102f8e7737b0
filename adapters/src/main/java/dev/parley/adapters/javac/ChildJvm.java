package dev.parley.adapters.javac;

import dev.parley.process.Command;
import dev.parley.process.Confinement;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The JVM that the checks run in.
 *
 * @param home of the JDK
 * @param classPath on which the program and its libraries are
 * @param cache of loaded and linked classes, made by the launcher; the JVM passes over one that
 *     does not fit
 */
public record ChildJvm(Path home, String classPath, Optional<Path> cache) {

  /** By which the launcher says where the cache is. */
  static final String CACHE_PROPERTY = "parley.javachecks.cache";

  static final String PROGRAM = "dev.parley.javachecks.Main";

  /** More than a change of 1,000 files needs. When it is used up, the program ends at once. */
  private static final String MEMORY = "-Xmx512m";

  private static final int OUTPUT_BYTES = 16 << 20;

  /** What Error Prone uses of javac. */
  private static final List<String> EXPORTS =
      Stream.of(
              "api",
              "code",
              "comp",
              "file",
              "main",
              "model",
              "parser",
              "processing",
              "tree",
              "util")
          .map(name -> "--add-exports=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED")
          .toList();

  private static final List<String> OPENS =
      Stream.of("code", "comp")
          .map(name -> "--add-opens=jdk.compiler/com.sun.tools.javac." + name + "=ALL-UNNAMED")
          .toList();

  /**
   * The JVM and the class path of this process, whose parts are made absolute: the child runs in
   * another folder.
   */
  public static ChildJvm likeThisProcess() {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    var cache = Optional.ofNullable(System.getProperty(CACHE_PROPERTY)).map(Path::of);
    return new ChildJvm(Path.of(System.getProperty("java.home")), classPath, cache);
  }

  /** The program with a request. It sees no environment and runs in the JDK's own folder. */
  Command command(String request, Duration timeout) {
    return command(
        cache.map(file -> List.of("-XX:AOTCache=" + file, "-Xlog:disable")).orElse(List.of()),
        request,
        timeout);
  }

  /** The same, leaving a cache behind for those to come. */
  Command training(Path newCache, String request, Duration timeout) {
    return command(List.of("-XX:AOTCacheOutput=" + newCache), request, timeout);
  }

  private Command command(List<String> options, String request, Duration timeout) {
    var argv = new ArrayList<String>();
    argv.add(home.resolve("bin").resolve("java").toString());
    argv.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", MEMORY));
    argv.add("-XX:+ExitOnOutOfMemoryError");
    argv.addAll(options);
    argv.addAll(EXPORTS);
    argv.addAll(OPENS);
    argv.addAll(List.of("-cp", classPath, PROGRAM));
    return new Command(argv, home, Map.of(), request, timeout, OUTPUT_BYTES, Confinement.NONE);
  }
}
