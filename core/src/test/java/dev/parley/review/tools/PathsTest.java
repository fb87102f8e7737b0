package dev.parley.review.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".eslintrc",
        ".eslintrc.cjs",
        "web/eslint.config.mjs",
        ".oxlintrc.json",
        "biome.json",
        "a/b/biome.jsonc",
        "ruff.toml",
        "pyproject.toml",
        "setup.cfg",
        "sgconfig.yml",
        "clippy.toml",
        "crate/.clippy.toml",
        "rust-toolchain.toml",
        ".cargo/config.toml",
        ".semgrepignore",
        ".secretlintrc.json",
        "tsconfig.json",
        "tsconfig.build.json",
        ".gitignore",
        "BIOME.JSON",
        "node_modules/x/index.js",
        "a/node_modules/b.ts",
        ".golangci.yml"
      })
  void knowsWhatConfiguresAnalysers(String path) {
    assertThat(Paths.configuresAnalysers(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/config.ts",
        "package.json",
        "Cargo.toml",
        "go.mod",
        "biome.ts",
        "src/ruff.py"
      })
  void leavesCodeAndManifestsAlone(String path) {
    assertThat(Paths.configuresAnalysers(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"src, ./a, src/a", "src/x, ../a.ts, src/a.ts", "'', ./a, a", "a/b, ../../c, c"})
  void resolvesAsAFileSystemWould(String folder, String relative, String path) {
    assertThat(Paths.resolve(folder, relative)).contains(path);
  }

  @ParameterizedTest
  @CsvSource({"'', ../a", "src, ../../a", "src, ..", "'', ."})
  void nothingLeavesTheTree(String folder, String relative) {
    assertThat(Paths.resolve(folder, relative)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "../a", "a/../b", "a//b", "./a", "a/", "a\\b", "a\u0000b"})
  void whatIsNoPathOfATreeIsNotPlain(String path) {
    assertThat(Paths.isPlain(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.ts", "-rf", "a b/\u00e9", ".hidden", "..a"})
  void oddPathsOfATreeArePlain(String path) {
    assertThat(Paths.isPlain(path)).isTrue();
  }
}
