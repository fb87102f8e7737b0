package dev.parley.review.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NeutraliserTest {

  private static final List<String> FILES =
      List.of(
          "a.ts", "a.js", "a.py", "A.java", "A.kt", "a.rs", "a.go", "A.cs", "a.c", "a.rb", "a.sh",
          "a.php", "a.vue", "a.txt", "a");

  private static final List<String> PIECES =
      List.of(
          "// @ts-nocheck",
          "/* eslint-disable no-eval */",
          "// oxlint-disable",
          "# noqa: F401",
          "# type: ignore[arg]",
          "@SuppressWarnings(\"all\")",
          "@SuppressWarnings({\"a\", \"b\"})",
          "@SuppressWarnings(/* ( */ \"x\")",
          "#![allow(clippy::all)]",
          "#[allow(dead_code)]",
          "#[cfg_attr(test, allow(unused))]",
          "//nolint:all",
          "#nosec",
          "// NOPMD",
          "// nosemgrep",
          "#pragma warning disable CS0168",
          "// biome-ignore lint: x",
          "// ast-grep-ignore",
          "<!-- secretlint-disable -->",
          "\"@ts-ignore\"",
          "'@SuppressWarnings(\\\"x\\\")'",
          "@java.lang.SuppressWarnings(value = \"x\")",
          "/* eslint no-eval: 0 */",
          "{",
          "}",
          "(",
          ")",
          "\"",
          "'",
          "\\",
          "let x = 1;",
          "x >= 0",
          "\u00e9\u4e2d\ud83d\ude00",
          "\t",
          " ",
          "",
          "@",
          "#",
          "//",
          "/*",
          "*/",
          "allow(",
          "expect(");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.ts | // @ts-nocheck | // _xx_xxxxxxx",
        "a.ts | // @ts-ignore: why | // _xx_xxxxxx: why",
        "a.ts | // @ts-expect-error | // _xx_xxxxxx_xxxxx",
        "a.js | /* eslint-disable */ | /* xxxxxx_xxxxxxx */",
        "a.js | // eslint-disable-next-line no-eval | // xxxxxx_xxxxxxx-next-line no-eval",
        "a.js | // oxlint-disable-line | // xxxxxx_xxxxxxx-line",
        "a.js | /* eslint no-eval: 0 */ | /* xxxxxx no-eval: 0 */",
        "a.tsx | {/* biome-ignore lint: x */} | {/* xxxxx_xxxxxx lint: x */}",
        "a.py | import os  # noqa: F401 | import os  # xxxx: F401",
        "a.py | x = y  # type: ignore[arg] | x = y  # xxxx_ xxxxxx[arg]",
        "a.py | call(x)  # nosec B602 | call(x)  # xxxxx B602",
        "a.py | # ruff: noqa | # xxxx_ xxxx",
        "A.java | int x; // NOPMD | int x; // xxxxx",
        "A.java | eval(x) // nosemgrep: java.eval | eval(x) // xxxxxxxxx: java.eval",
        "a.go | x() //nolint:errcheck | x() //xxxxxx:errcheck",
        "a.rb | x # rubocop:disable Style | x # xxxxxxx_xxxxxxx Style",
        "a.php | eval($x); // ast-grep-ignore | eval($x); // xxx_xxxx_xxxxxx",
        "a.rs | #[allow(dead_code)] | #[ warn(dead_code)]",
        "a.rs | #![allow(clippy::all)] | #![ warn(clippy::all)]",
        "a.rs | #[expect(unused)] | #[  warn(unused)]",
        "a.rs | #[cfg_attr(test, allow(unused))] | #[cfg_attr(test,  warn(unused))]",
        "key.txt | x # secretlint-disable-line | x # xxxxxxxxxx_xxxxxxx-line",
      })
  void overwritesWhatSilences(String path, String text, String expected) {
    assertThat(Neutraliser.neutralised(path, text)).isEqualTo(expected);
  }

  @Test
  void cutsAnnotationsOutOfJavaWithTheirArguments() {
    String text =
        """
        @SuppressWarnings({"unchecked", "it's (fine)"})
        class A {
          @java.lang.SuppressWarnings(
              value = "all")
          int f() { return 1; }
        }
        """;

    assertThat(Neutraliser.neutralised("A.java", text).lines().map(String::stripTrailing))
        .containsExactly("", "class A {", "", "", "  int f() { return 1; }", "}");
  }

  @Test
  void makesAnAnnotationUnknownWhereItsArgumentsAreTooTangledToCutOut() {
    String text = "@SuppressWarnings(/* ( */ \"all\") int x;";

    assertThat(Neutraliser.neutralised("A.java", text))
        .isEqualTo("@xxxxxxxxxxxxxxxx(/* ( */ \"all\") int x;");
  }

  @Test
  void leavesStringsThatNameAnAnnotationWhole() {
    String text = "String s = \"@SuppressWarnings(\\\"x\\\")\"; f(\")\");";

    assertThat(Neutraliser.neutralised("A.java", text))
        .isEqualTo("String s = \"@xxxxxxxxxxxxxxxx(\\\"x\\\")\"; f(\")\");");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "- ", "\t\t "})
  void isNotOutrunByDistance(String filling) {
    String python = "call(x) # " + filling.repeat(3_000) + "noqa";
    String rust = "#[" + "\n".repeat(3_000) + "allow(unused)]";

    assertThat(Neutraliser.neutralised("a.py", python)).endsWith("xxxx").hasSameSizeAs(python);
    assertThat(Neutraliser.neutralised("a.rs", rust)).endsWith("\n warn(unused)]");
  }

  @ParameterizedTest
  @CsvSource({
    "a.py, 'def f(ruff: str, mypy: int): return ruff'",
    "a.py, nosec_level = 3",
    "A.java, class Suppressed {}",
    "a.rs, fn allow(x: u32) {}",
    "a.ts, const disabled = eslint;",
    "a.go, func nolinting() {}",
    "a.js, const expectError = 1"
  })
  void leavesCodeAlone(String path, String text) {
    assertThat(Neutraliser.neutralised(path, text)).isEqualTo(text);
  }

  static Stream<Long> seeds() {
    return LongStream.range(0, 300).boxed();
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void movesNothing(long seed) {
    var random = new Random(seed);
    String path = FILES.get(random.nextInt(FILES.size()));
    String text = text(random);

    String result = Neutraliser.neutralised(path, text);

    assertThat(result).hasSameSizeAs(text);
    for (int i = 0; i < text.length(); i++) {
      char was = text.charAt(i);
      if (was == '\n' || was == '\r' || was > '\u007F') {
        assertThat(result.charAt(i)).isEqualTo(was);
      } else {
        assertThat(result.charAt(i)).isLessThan('\u0080').isNotEqualTo('\n').isNotEqualTo('\r');
      }
    }
    assertThat(Neutraliser.neutralised(path, result)).isEqualTo(result);
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
      text.append(List.of("", " ", "\n", "\r\n").get(random.nextInt(4)));
    }
    return text.toString();
  }

  /** Expressions over foreign text must not take more than their share of time. */
  @Test
  void takesTimeInProportionOnHostileText() {
    var hostile = new ArrayList<String>();
    hostile.add("@SuppressWarnings(" + "\"a\",".repeat(40_000));
    hostile.add("#".repeat(200_000) + " noqa");
    hostile.add("#[cfg_attr(" + "a,".repeat(100_000) + "allow");
    hostile.add("/* " + " ".repeat(200_000) + "eslint");
    hostile.add("@" + "a.".repeat(100_000) + "SuppressWarnings");
    for (String text : hostile) {
      for (String path : List.of("a.js", "a.py", "A.java", "a.rs")) {
        assertThat(Neutraliser.neutralised(path, text)).hasSameSizeAs(text);
      }
    }
  }
}
