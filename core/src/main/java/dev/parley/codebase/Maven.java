package dev.parley.codebase;

import java.util.Optional;

/**
 * {@code pom.xml}: {@code verify} is the phase that runs all checks without publishing anything.
 */
final class Maven implements BuildSystem {

  @Override
  public boolean marks(String name) {
    return name.equals("pom.xml");
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    if (!folder.has("pom.xml") || Gradle.isPreferred(folder)) {
      return Optional.empty();
    }
    var maven = folder.hasExecutable("mvnw") ? "./mvnw" : "mvn";
    return Build.ofChecks(true, folder.command("verify", "pom.xml", maven, "-B", "-ntp", "verify"));
  }
}
