package dev.parley.agent.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  private static boolean matches(String pattern, String path) {
    return Glob.of(pattern).matches(List.of(path.split("/", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | a/b.java",
        "**                 | a/b.java",
        "*                  | a/b.java",
        "*.java             | a/b.java",
        "*.{java,kt}        | b.kt",
        "**/*.java          | b.java",
        "**/*.java          | a/c/b.java",
        "a/**               | a/c/b.java",
        "a/**/b.java        | a/b.java",
        "a/*/b.java         | a/c/b.java",
        "./a/b.java         | a/b.java",
        "/a/b.java          | a/b.java",
        "a/                 | a/c/b.java",
        "?.java             | b.java",
        "{a,b}/{c,d{e,f}}   | b/df",
        "*Test*.java        | a/MyTestCase.java",
        "[id].ts            | a/[id].ts",
      })
  void matchesPaths(String pattern, String path) {
    assertThat(matches(pattern, path)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*.java      | a/b.kt",
        "a/*.java    | a/c/b.java",
        "/b.java     | a/b.java",
        "?.java      | bb.java",
        "a/**/b      | a/c",
        "{a,b}       | c",
        "{a          | a",
      })
  void doesNotMatch(String pattern, String path) {
    assertThat(matches(pattern, path)).isFalse();
  }

  @Test
  void takesNoTimeForManyStars() {
    assertThat(matches("*a".repeat(100) + "b", "a".repeat(250))).isFalse();
    assertThat(matches("**/".repeat(100) + "b", "a/".repeat(99) + "a")).isFalse();
  }

  @Test
  void refusesTooManyAlternatives() {
    assertThatThrownBy(() -> Glob.of("{a,b}".repeat(60)))
        .isInstanceOf(FileRefusedException.class)
        .hasMessageContaining("alternatives");
  }
}
