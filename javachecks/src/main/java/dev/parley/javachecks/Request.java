package dev.parley.javachecks;

import dev.parley.process.FieldLines;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the program is asked, in {@link FieldLines}: {@code rule TOOL ID CLASS}, then {@code head
 * PATH TEXT} and {@code base PATH TEXT}.
 *
 * @param rules what to look for
 * @param head the files as they are
 * @param base the same files as they were; fewer, if some are new
 */
record Request(List<Rule> rules, List<Source> head, List<Source> base) {

  Request {
    rules = List.copyOf(rules);
    head = List.copyOf(head);
    base = List.copyOf(base);
  }

  /**
   * One check of one of the two tools.
   *
   * @param tool {@code errorprone} or {@code pmd}
   * @param id what findings are called
   * @param type the class that does it
   */
  record Rule(String tool, String id, String type) {}

  /** A file. */
  record Source(String path, String text) {}

  static Request parse(String text) {
    var rules = new ArrayList<Rule>();
    var head = new ArrayList<Source>();
    var base = new ArrayList<Source>();
    for (List<String> row : FieldLines.rows(text)) {
      switch (row.getFirst()) {
        case "rule" -> rules.add(new Rule(row.get(1), row.get(2), row.get(3)));
        case "head" -> head.add(new Source(row.get(1), row.get(2)));
        case "base" -> base.add(new Source(row.get(1), row.get(2)));
        default -> throw new IllegalArgumentException("unknown row " + row.getFirst());
      }
    }
    return new Request(rules, head, base);
  }

  List<Rule> rulesOf(String tool) {
    return rules.stream().filter(rule -> rule.tool().equals(tool)).toList();
  }

  /** Those of the old files in whose new form something was found. */
  List<Source> baseOf(Predicate<String> found) {
    return base.stream().filter(source -> found.test(source.path())).toList();
  }
}
