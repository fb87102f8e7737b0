package dev.parley.review.analysis;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.adapters.treesitter.TreeSitterReader;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.UnreadableSourceException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that no compiler would take is analysed as far as it can be read, and nothing breaks. */
class BrokenCodeTest {

  private static final RuleBook BOOK = RuleText.all();
  private static final TreeSitterReader READER = new TreeSitterReader();
  private static final int VARIANTS = 4;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 6);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void mutilatedExamplesBreakNothing(long seed) {
    var random = new Random(seed);
    var examples = BOOK.rules().values().stream().flatMap(r -> r.examples().stream()).toList();
    for (var example : examples) {
      for (int variant = 0; variant < VARIANTS; variant++) {
        var other = examples.get(random.nextInt(examples.size()));
        var code = mutilated(example.code(), other.code(), random);
        var language = language(random.nextInt(10) == 0 ? other.family() : example.family());
        assertThatCode(() -> analyse(language, code))
            .as("%s:%n%s", language, code)
            .doesNotThrowAnyException();
      }
    }
  }

  private static void analyse(Language language, String code) {
    try {
      var _ = FileAnalysis.of(READER.read(language, code), BOOK, Map.of()).alarms();
    } catch (UnreadableSourceException e) {
      // Said to be unread, which is no breaking.
    }
  }

  /** Something taken out, doubled, moved, or brought in from elsewhere. */
  private static String mutilated(String code, String other, Random random) {
    var text = new StringBuilder(code);
    int wounds = 1 + random.nextInt(4);
    for (int i = 0; i < wounds && !text.isEmpty(); i++) {
      int from = random.nextInt(text.length());
      int to = Math.min(text.length(), from + 1 + random.nextInt(30));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, text.substring(from, to));
        case 2 ->
            text.insert(
                from, List.of("(", "{", "}", "\"", "[", "\0", "=>", "\n").get(random.nextInt(8)));
        case 3 -> text.insert(from, piece(other, random));
        default -> text.setLength(from);
      }
    }
    return text.toString();
  }

  private static String piece(String text, Random random) {
    int from = random.nextInt(text.length());
    return text.substring(from, Math.min(text.length(), from + random.nextInt(60)));
  }

  private static Language language(String family) {
    return switch (family) {
      case "java" -> Language.JAVA;
      case "js" -> Language.TYPESCRIPT;
      case "python" -> Language.PYTHON;
      case "go" -> Language.GO;
      case "rust" -> Language.RUST;
      default -> throw new IllegalArgumentException(family);
    };
  }
}
