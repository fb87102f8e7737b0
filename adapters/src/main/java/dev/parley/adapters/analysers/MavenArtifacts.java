package dev.parley.adapters.analysers;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.review.tools.AnalyserTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tools from Maven, through the user's Maven and its settings, or as its local repository has them.
 * A file with another SHA-256 than the one Parley ships is refused.
 */
final class MavenArtifacts {

  private static final Duration TIMEOUT = Duration.ofMinutes(15);
  private static final int OUTPUT_LIMIT_BYTES = 64 * 1024;

  private final ToolShelf shelf;
  private final ProcessRunner processes;
  private final Map<String, String> environment;

  MavenArtifacts(ToolShelf shelf, ProcessRunner processes, Map<String, String> environment) {
    this.shelf = shelf;
    this.processes = processes;
    this.environment = Map.copyOf(environment);
  }

  /** One jar. */
  private record Artifact(String sha256, String folder, List<String> coordinates) {

    static Artifact parse(String line) {
      var words = line.split(" ", -1);
      return new Artifact(words[0], words[1], List.of(words[2].split(":", -1)));
    }

    String file() {
      String classifier = coordinates.size() > 3 ? "-" + coordinates.get(3) : "";
      return coordinates.get(1) + "-" + coordinates.get(2) + classifier + ".jar";
    }

    Path in(Path staging) {
      return staging.resolve(folder).resolve(file());
    }

    Path inLocalRepository(Path repository) {
      return repository
          .resolve(coordinates.get(0).replace('.', '/'))
          .resolve(coordinates.get(1))
          .resolve(coordinates.get(2))
          .resolve(file());
    }

    String dependency() {
      return """
      <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>\
      <exclusions><exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>\
      </exclusions></dependency>
      """
          .formatted(coordinates.get(0), coordinates.get(1), coordinates.get(2));
    }
  }

  static boolean knows(AnalyserTool tool) {
    return tool.name().equals("spotbugs");
  }

  void fetch(AnalyserTool tool, Path staging, Consumer<String> progress) throws IOException {
    var missing = new ArrayList<Artifact>();
    for (var artifact : artifacts(tool)) {
      if (!isThere(artifact, artifact.in(staging)) && !copied(artifact, staging)) {
        missing.add(artifact);
      }
    }
    if (!missing.isEmpty()) {
      progress.accept(
          "Maven fetches %s %s, %d files".formatted(tool.name(), tool.version(), missing.size()));
      download(tool, missing, staging);
    }
    Files.deleteIfExists(staging.resolve("pom.xml"));
  }

  private static List<Artifact> artifacts(AnalyserTool tool) {
    return OwnRules.text("install/" + tool.name() + "/artifacts.txt")
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .map(Artifact::parse)
        .toList();
  }

  private boolean copied(Artifact artifact, Path staging) throws IOException {
    var home = environment.get("HOME");
    if (home == null) {
      return false;
    }
    var local = artifact.inLocalRepository(Path.of(home, ".m2", "repository"));
    if (!isThere(artifact, local)) {
      return false;
    }
    place(local, artifact.in(staging));
    return true;
  }

  private void download(AnalyserTool tool, List<Artifact> missing, Path staging)
      throws IOException {
    var program =
        shelf
            .program("mvn")
            .orElseThrow(() ->
                new Problem(
                        Code.TOOL_MISSING,
                        "Maven is not installed, so " + tool.name() + " cannot be fetched",
                        "Install Maven, for example by: apt-get install maven")
                    .raise());
    var fetched = staging.resolve("fetched");
    Files.createDirectories(fetched);
    ToolInstaller.written(staging, "pom.xml", pom(missing));
    var argv =
        List.of(
            program.toString(),
            "-q",
            "-B",
            "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
            "-DoutputDirectory=" + fetched);
    var completed =
        processes.run(
            new Command(
                argv, staging, environment, "", TIMEOUT, OUTPUT_LIMIT_BYTES, Confinement.NONE));
    if (!completed.succeeded()) {
      throw ToolInstaller.failed(
          tool.name(),
          completed
              .stdout()
              .lines()
              .filter(line -> line.contains("ERROR"))
              .findFirst()
              .orElse("Maven ended with exit code " + completed.exitCode()));
    }
    for (var artifact : missing) {
      var file = fetched.resolve(artifact.file());
      if (!isThere(artifact, file)) {
        throw ToolInstaller.failed(
            tool.name(), artifact.file() + " is not there or not what it should be");
      }
      place(file, artifact.in(staging));
      Files.delete(file);
    }
    Files.delete(fetched);
  }

  private static String pom(List<Artifact> artifacts) {
    var text = new StringBuilder();
    text.append("<project><modelVersion>4.0.0</modelVersion><groupId>dev.parley</groupId>");
    text.append("<artifactId>tools</artifactId><version>1</version><packaging>pom</packaging>\n");
    text.append("<dependencies>\n");
    artifacts.forEach(artifact -> text.append(artifact.dependency()));
    return text.append("</dependencies></project>\n").toString();
  }

  private static void place(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    var part = to.resolveSibling(to.getFileName() + ".part");
    Files.copy(from, part, StandardCopyOption.REPLACE_EXISTING);
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isThere(Artifact artifact, Path file) throws IOException {
    return Files.isRegularFile(file) && sha256(file).equals(artifact.sha256());
  }

  private static String sha256(Path file) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      try (var in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(java.io.OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
