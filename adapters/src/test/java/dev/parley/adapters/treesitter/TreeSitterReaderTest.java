package dev.parley.adapters.treesitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Surface;
import dev.parley.review.syntax.UnreadableSourceException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TreeSitterReaderTest {

  private static final TreeSitterReader READER = new TreeSitterReader();

  private static final String JAVA =
      "class A { int f(String a) { for (int i = 0; i < 3; i++) { a += \"é\" + i; } return a == null"
          + " ? 1 : switch (a) { case \"x\" -> 2; default -> { yield 3; } }; } }";

  @Test
  void countsLinesFromOneWhateverTheTextIsEncodedIn() {
    var unit = READER.read(Language.TYPESCRIPT, "// äöü 𝄞\n\nlet x = 'ß𝄞';\n");

    assertThat(unit.body())
        .containsExactly(
            new Stmt.Declare(
                3, "x", "", Optional.of(new Expr.Literal(3, "ß𝄞")), false, Set.of("let")));
  }

  @Test
  void readsWhatImportsStandFor() {
    assertThat(
            READER
                .read(Language.JAVASCRIPT, "import cp, { exec as run } from 'node:child_process'")
                .imports())
        .containsEntry("run", "child_process.exec")
        .containsEntry("cp", "child_process");
    assertThat(READER.read(Language.PYTHON, "from os import system as s\nimport a.b\n").imports())
        .containsEntry("s", "os.system")
        .containsEntry("a", "a");
  }

  @Test
  void tellsWhereWordsAndImportsAndCodeInCommentsStand() {
    var surface =
        READER
            .read(
                Language.JAVA,
                """
                import java.util.List;
                import static java.util.Map.*;

                class A {
                  // This is why.
                  int b; // int c;
                  // int d = e();
                  // f(d);
                  int g(int b) { return b; }
                }
                """)
            .surface();

    assertThat(surface.imports())
        .containsExactly(
            new Surface.Import(1, "List", "java.util.List", false),
            new Surface.Import(2, "", "java.util.Map", true));
    assertThat(surface.words()).containsEntry("b", List.of(6, 9, 9)).doesNotContainKey("List");
    assertThat(surface.commentedCode()).containsExactly(7);
    assertThat(surface.isCommented(5, 5)).isTrue();
    assertThat(surface.isCommented(9, 20)).isFalse();
  }

  @Test
  void readsWhatGoPackagesAndRustPathsStandFor() {
    assertThat(
            READER
                .read(
                    Language.GO,
                    "package a\nimport (\n c \"crypto/rand\"\n \"github.com/x/echo/v4\"\n)\n")
                .imports())
        .containsOnly(Map.entry("c", "crypto/rand"), Map.entry("echo", "github.com/x/echo"));
    assertThat(
            READER
                .read(Language.RUST, "use std::{fs::{self, File as F}, io::*};\nuse a::b;\n")
                .imports())
        .containsOnly(
            Map.entry("fs", "std.fs"), Map.entry("F", "std.fs.File"), Map.entry("b", "a.b"));
  }

  @Test
  void goMethodsBelongToTheirTypes() {
    var unit =
        READER.read(
            Language.GO, "package a\nfunc (s *Shop) Sell() {}\ntype Shop struct { open bool }\n");

    assertThat(unit.body())
        .singleElement()
        .isInstanceOfSatisfying(
            Stmt.DefineType.class,
            type -> {
              assertThat(type.type().name()).isEqualTo("Shop");
              assertThat(type.type().members()).hasSize(2);
            });
  }

  @Test
  void rustFormatsAreTakenApartOnTheLineTheyStandIn() {
    var unit = READER.read(Language.RUST, "fn f() {\n  g(format!(\n    \"a {x} {}!\", y));\n}\n");

    assertThat(unit.body().getFirst().toString())
        .contains(
            "Template[line=2, parts=[Literal[line=2, value=a ], Name[line=2, id=x], "
                + "Literal[line=2, value= ], Name[line=3, id=y], Literal[line=2, value=!]]]");
  }

  @Test
  void rustTestsAreToldFromTheRest() {
    var text = "#[cfg(test)]\nmod tests {\n  fn helps() {}\n}\nfn serves() {}\n";

    assertThat(READER.read(Language.RUST, text).body())
        .satisfiesExactly(
            module -> assertThat(module.toString()).contains("test"),
            function -> assertThat(function.toString()).doesNotContain("test"));
  }

  @Test
  void typeScriptWithMarkupIsReadWhole() {
    var text = "const x = <T,>(y: T) => <p id={y as string}>{f(y)}</p>;\n";

    assertThat(READER.read(Language.TSX, text).broken()).isFalse();
    assertThat(READER.read(Language.TSX, text).body().toString()).contains("name=f");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "export type * from './types.js';\nexport type * as Parts from './parts.js';",
        "const a = await load<\n  typeof import('./a')\n>(\n  path('a'),\n);",
        "expect(a).type.toBe<<Code extends number>(code: Code) => void>();",
      })
  void typeScriptThatIsNewerThanItsGrammarIsReadWhole(String text) {
    assertThat(READER.read(Language.TYPESCRIPT, text).broken()).isFalse();
    assertThat(READER.read(Language.TYPESCRIPT, text + "\nconst = 1;").broken()).isTrue();
  }

  @Test
  void attributesOfMarkupMayBeNamedAsAKeyword() {
    var text = "const x = (a) => <p class=\"b\" id={a}>{f(a)}</p>;\nlet y;\ny.z();\n";

    for (var language : List.of(Language.JAVASCRIPT, Language.TSX)) {
      assertThat(READER.read(language, text).broken()).isFalse();
      assertThat(READER.read(language, text).body().toString()).contains("name=f", "line=3");
      assertThat(READER.read(language, text + "class = 1;").broken()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void readsBrokenTextWithoutFailing(Language language) {
    var random = new Random(7);
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder(JAVA);
      for (int n = 0; n < 8; n++) {
        int at = random.nextInt(text.length());
        text.replace(at, Math.min(text.length(), at + random.nextInt(6)), "({\"\0;\uD800");
      }
      assertThat(READER.read(language, text.toString())).isNotNull();
    }
    assertThat(READER.read(language, "").body()).isEmpty();
  }

  @Test
  void refusesWhatIsTooLargeOrTooDeep() {
    assertThatThrownBy(() -> READER.read(Language.JAVA, " ".repeat(TreeSitterReader.BYTES_MAX + 1)))
        .isInstanceOf(UnreadableSourceException.class);
    assertThatThrownBy(() ->
            READER.read(
                Language.JAVA,
                "class A { int a = " + "(".repeat(4000) + "1" + ")".repeat(4000) + "; }"))
        .isInstanceOf(UnreadableSourceException.class);
  }

  @Test
  void refusesWhatHasMorePartsThanAnyoneWrites() {
    String text = "a(b(c(1)));\n".repeat(TreeSitterReader.NODES_MAX / 15);

    assertThatThrownBy(() -> READER.read(Language.JAVASCRIPT, text))
        .isInstanceOf(UnreadableSourceException.class)
        .hasMessageContaining("parts");
    assertThat(READER.read(Language.JAVASCRIPT, text.substring(0, text.length() / 12 / 10 * 12)))
        .isNotNull();
  }

  @Test
  void threadsMayReadAtTheSameTime() throws Exception {
    var once = READER.read(Language.JAVA, JAVA);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reads =
          threads.invokeAll(
              IntStream.range(0, 50)
                  .mapToObj(_ -> (Callable<Object>) () -> READER.read(Language.JAVA, JAVA))
                  .toList());
      for (var read : reads) {
        assertThat(read.get()).isEqualTo(once);
      }
    }
  }
}
