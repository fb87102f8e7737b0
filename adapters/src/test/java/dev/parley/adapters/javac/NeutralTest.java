package dev.parley.adapters.javac;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeutralTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@SuppressWarnings(\"a\")",
        "@SuppressWarnings({\"a)\", B.C})",
        "@java.lang.SuppressWarnings(value = \"a\\\")\")",
        "@SuppressWarnings(/* ) */ \"a\" // )\n)",
        "@ SuppressWarnings (\"a\")",
        "@SuppressWarnings(@A(1), ')')"
      })
  void anAnnotationIsBlankedOutAtEqualLength(String annotation) {
    String text = "class A { " + annotation + " int x; }";

    assertThat(Neutral.of(text))
        .hasSameSizeAs(text)
        .isEqualTo("class A { " + annotation.replaceAll("[^\n]", " ") + " int x; }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String s = \"@SuppressWarnings(\\\"a\\\")\";",
        "String s = \"\"\"\n@SuppressWarnings(\"a\")\n\"\"\";",
        "// @SuppressWarnings(\"a\")\nint x;",
        "/* @SuppressWarnings(\"a\") */ int x;",
        "char c = '\"'; char d = '\"'; // @SuppressWarnings(1)",
        "int SuppressWarnings;"
      })
  void stringsAndCommentsStayAsTheyAre(String text) {
    assertThat(Neutral.of(text)).isEqualTo(text);
  }

  @Test
  void anAnnotationWithoutItsEndTakesTheRest() {
    assertThat(Neutral.of("a @SuppressWarnings(\"b\"\n int c")).isEqualTo("a" + " ".repeat(22) + "\n      ");
  }
}
