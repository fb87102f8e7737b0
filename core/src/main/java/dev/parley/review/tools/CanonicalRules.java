package dev.parley.review.tools;

import dev.parley.review.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a tool's rule is in our own terms. A tool's own severity is not asked: it is about the
 * tool's taste, not about what may land. First the table by tool and rule, then the one by CWE; the
 * rest is style.
 */
final class CanonicalRules {

  private static final String RESOURCE = "canonical.rules";

  /**
   * @param id the floor's where it has one for the same thing
   */
  record Canonical(String id, Severity severity, String category) {}

  /** A line about one tool. Nothing in {@code canonical} means: not reported. */
  private record Entry(Pattern rule, Pattern message, Optional<Canonical> canonical) {}

  private final Map<String, List<Entry>> byTool = new HashMap<>();
  private final Map<Integer, Canonical> byCwe = new HashMap<>();
  private final Map<String, Canonical> classes = new HashMap<>();

  /** Those of the product. */
  static CanonicalRules standard() {
    try (var in = CanonicalRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + RESOURCE);
      }
      return new CanonicalRules(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @param text the table; its head describes the format
   */
  CanonicalRules(String text) {
    String tool = "";
    for (String line : text.split("\n", -1)) {
      var words = List.of(line.strip().split("\\s+"));
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      switch (words.getFirst()) {
        case "class" -> classes.put(words.get(1), canonical(words));
        case "cwe" ->
            words
                .subList(2, words.size())
                .forEach(cwe -> byCwe.put(Integer.parseInt(cwe), named(words.get(1))));
        case "tool" -> {
          tool = words.get(1);
          byTool.put(tool, new ArrayList<>());
        }
        default -> entries(tool).add(entry(line.strip()));
      }
    }
  }

  private static Canonical canonical(List<String> words) {
    return new Canonical(words.get(1), Severity.parse(words.get(2)).orElseThrow(), words.get(3));
  }

  private List<Entry> entries(String tool) {
    return Optional.ofNullable(byTool.get(tool))
        .orElseThrow(() -> new IllegalStateException("a rule stands before any tool"));
  }

  /** {@code class rule [message]}, where {@code drop} is no class but the end of the matter. */
  private Entry entry(String line) {
    var words = line.split("\\s+", 3);
    return new Entry(
        Pattern.compile(words[1]),
        Pattern.compile(words.length > 2 ? words[2] : ""),
        words[0].equals("drop") ? Optional.empty() : Optional.of(named(words[0])));
  }

  private Canonical named(String name) {
    return Optional.ofNullable(classes.get(name))
        .orElseThrow(() -> new IllegalStateException("no class is named " + name));
  }

  /**
   * Empty if the result is not to be reported: it tells of the scratch copy, not of the code.
   *
   * @param rest severity of a rule that nothing is known of
   */
  Optional<Canonical> of(String tool, Reported result, Severity rest) {
    for (var entry : byTool.getOrDefault(tool, List.of())) {
      if (entry.rule().matcher(result.rule()).matches()
          && entry.message().matcher(result.message()).find()) {
        return entry.canonical();
      }
    }
    return Optional.of(
        result.cwes().stream()
            .sorted()
            .filter(byCwe::containsKey)
            .map(cwe -> Optional.ofNullable(byCwe.get(cwe)).orElseThrow())
            .findFirst()
            .orElseGet(() -> unknown(tool, result, rest)));
  }

  private static Canonical unknown(String tool, Reported result, Severity rest) {
    String id = tool + ":" + result.rule();
    return new Canonical(id, rest, rest == Severity.LOW ? "style" : "correctness");
  }
}
