package dev.parley.adapters.analysers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Rules and settings that Parley brings for tools: the only ones they read. */
final class OwnRules {

  /** Resources by tool; a test holds it against what is there. */
  private static final Map<String, List<String>> FILES =
      Map.of(
          "ast-grep",
          List.of(
              "sgconfig.yml",
              "rules/probe.yml",
              "rules/c.yml",
              "rules/csharp.yml",
              "rules/go.yml",
              "rules/kotlin.yml",
              "rules/php.yml",
              "rules/ruby.yml",
              "rules/rust.yml",
              "rules/shell.yml"),
          "oxlint",
          List.of("oxlint.json", "tsconfig.json"),
          "biome",
          List.of("biome.json"),
          "ruff",
          List.of("ruff.cjs"),
          "secretlint",
          List.of("secretlint.json"));

  private OwnRules() {}

  /**
   * Writes a tool's files.
   *
   * @param replaced text to put in for placeholders
   */
  static void write(String tool, Path folder, Map<String, String> replaced) throws IOException {
    Files.createDirectories(folder);
    for (String name : FILES.getOrDefault(tool, List.of())) {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, Placeholders.fill(text(tool + "/" + name), replaced));
    }
  }

  static String text(String resource) {
    try (var in = OwnRules.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
