package dev.parley.codebase;

import java.util.List;
import java.util.Optional;

/**
 * Gradle: {@code check} runs all tests and checks. No daemon, since it would outlive the command
 * and escape its limits.
 */
final class Gradle implements BuildSystem {

  private static final List<String> FILES =
      List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

  @Override
  public boolean marks(String name) {
    return FILES.contains(name);
  }

  /** Of a folder with both builds, the one that brings its own program is the one in use. */
  static boolean isPreferred(Folder folder) {
    return FILES.stream().anyMatch(folder::has)
        && folder.hasExecutable("gradlew")
        && !folder.hasExecutable("mvnw");
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    var origin = FILES.stream().filter(folder::has).findFirst();
    if (origin.isEmpty() || (folder.has("pom.xml") && !isPreferred(folder))) {
      return Optional.empty();
    }
    var gradle = folder.hasExecutable("gradlew") ? "./gradlew" : "gradle";
    return Build.ofChecks(
        true,
        folder.command("check", origin.get(), gradle, "--no-daemon", "--console=plain", "check"));
  }
}
