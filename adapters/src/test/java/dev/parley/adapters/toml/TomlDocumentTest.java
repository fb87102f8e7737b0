package dev.parley.adapters.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.adapters.toml.TomlDocument.Entry;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TomlDocumentTest {

  @Test
  void givesEveryValueWithItsPathAndLine() {
    var entries =
        parse(
            """
            # a comment with [brackets] and = signs
            top = true

            [limits]
            max_usd_per_run = 2.5   # dollars
            max_attempts_per_task = 3

            [prices."anthropic/claude-x"]
            input = 1
            """);

    assertThat(entries)
        .containsExactly(
            new Entry(List.of("top"), true, 2),
            new Entry(List.of("limits", "max_usd_per_run"), new BigDecimal("2.5"), 5),
            new Entry(List.of("limits", "max_attempts_per_task"), 3L, 6),
            new Entry(List.of("prices", "anthropic/claude-x", "input"), 1L, 9));
  }

  @Test
  void countsLinesAcrossListsAndTextsThatSpanThem() {
    var entries =
        parse(
            """
            [verification]
            commands = [
              ["sh", "-c", "echo ']' # no comment"],  # one
              ["./test.sh"],
            ]
            note = \"""
            [not.a.table]
            key = 1 \\"
            \"""
            other = '''x
            y''''
            timeout = 9
            """);

    assertThat(entries)
        .extracting(Entry::path, Entry::line)
        .containsExactly(
            tuple(2, "verification", "commands"),
            tuple(6, "verification", "note"),
            tuple(10, "verification", "other"),
            tuple(12, "verification", "timeout"));
    assertThat(entries.getFirst().value())
        .isEqualTo(List.of(List.of("sh", "-c", "echo ']' # no comment"), List.of("./test.sh")));
  }

  @Test
  void findsDottedKeysAndGivesInlineTablesTheLineOfTheirKey() {
    var entries = parse("\nrun.max_parallel = 2\n[workspace]\nenv = { A = 'x', B = 'y' }\n");

    assertThat(entries)
        .containsExactly(
            new Entry(List.of("run", "max_parallel"), 2L, 2),
            new Entry(List.of("workspace", "env", "A"), "x", 4),
            new Entry(List.of("workspace", "env", "B"), "y", 4));
  }

  @Test
  void keepsATableThatHoldsNothing() {
    assertThat(parse("a = 1\n[modles]\n")).contains(new Entry(List.of("modles"), Map.of(), 2));
  }

  @Test
  void readsNothingFromAnEmptyFile() {
    assertThat(parse("")).isEmpty();
    assertThat(parse("# only this\n")).isEmpty();
  }

  @Test
  void namesFileLineAndColumnOfWhatIsNotToml() {
    assertThatThrownBy(() -> TomlDocument.parse("a = 1\nb = = 2\n", "parley.toml"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.BAD_CONFIG);
              assertThat(e.problem().message()).startsWith("parley.toml:2:");
            });
  }

  @Test
  void endsOnAnyTextWithEntriesOrAProblem() {
    var random = new Random(7);
    var alphabet = "a.=[]{}\"'\\#\n 1,\uFEFF";
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      TomlLines.of(text.toString());
      assertThatCode(() -> tolerate(text.toString()))
          .as(text.toString())
          .doesNotThrowAnyException();
    }
  }

  private static void tolerate(String text) {
    try {
      TomlDocument.parse(text, "f");
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isEqualTo(Code.BAD_CONFIG);
    }
  }

  private static org.assertj.core.groups.Tuple tuple(int line, String... path) {
    return org.assertj.core.groups.Tuple.tuple(List.of(path), line);
  }

  private static List<Entry> parse(String text) {
    return TomlDocument.parse(text, "parley.toml").entries();
  }
}
