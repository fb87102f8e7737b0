package dev.parley.adapters.javac;

import dev.parley.review.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules in {@code java.rules}, whose head describes how they are written. */
final class JavaRules {

  private static final String USUAL = "com.google.errorprone.bugpatterns.";

  private final Map<String, JavaRule> rules = new LinkedHashMap<>();
  private String[] head = {};
  private String type = "";
  private String says = "";
  private List<JavaRule.Example> examples = new ArrayList<>();

  private JavaRules() {}

  /** By id, in the file's order. */
  static Map<String, JavaRule> all() {
    try (var in = JavaRules.class.getResourceAsStream("java.rules")) {
      if (in == null) {
        throw new IllegalStateException("missing resource java.rules");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, JavaRule> parse(String text) {
    var reader = new JavaRules();
    reader.read(text.lines().toList());
    return Map.copyOf(reader.rules);
  }

  private void read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.equals("bad") || line.equals("good")) {
        int first = i + 1;
        var code = new StringBuilder();
        while (i + 1 < lines.size() && lines.get(i + 1).startsWith("  ")) {
          code.append(lines.get(++i)).append('\n');
        }
        examples.add(new JavaRule.Example(first, line.equals("bad"), code.toString()));
      } else {
        directive(line);
      }
    }
    finish();
  }

  private void directive(String line) {
    String rest = line.substring(line.indexOf(' ') + 1);
    switch (line.split(" ", 2)[0]) {
      case "rule" -> {
        finish();
        head = rest.split(" ", -1);
      }
      case "class" -> type = rest;
      case "says" -> says = rest;
      default -> throw new IllegalArgumentException("not understood: " + line);
    }
  }

  private void finish() {
    if (head.length > 0) {
      String id = head[0];
      String check = id.substring(id.indexOf('/') + 1);
      var rule =
          new JavaRule(
              id,
              id.startsWith("pmd/") ? "pmd" : "errorprone",
              type.isEmpty() ? USUAL + check : type,
              Severity.parse(head[1]).orElseThrow(() -> new IllegalArgumentException(id)),
              head[2],
              head.length > 3 && head[3].equals("everywhere"),
              says,
              examples);
      if (rules.put(id, rule) != null) {
        throw new IllegalArgumentException("twice: " + id);
      }
    }
    type = "";
    says = "";
    examples = new ArrayList<>();
  }
}
