package dev.parley.adapters.javac;

import dev.parley.process.FieldLines;
import dev.parley.review.Severity;
import java.util.List;

/**
 * A check of one of the tools, and what a finding of it weighs.
 *
 * @param id as users see and waive it: {@code TOOL/CHECK}
 * @param tool {@code errorprone} or {@code pmd}
 * @param type the class that does it
 * @param everywhere whether it weighs the same in tests; else it is low there
 * @param says in place of what the tool says; empty if that is good enough
 */
record JavaRule(
    String id,
    String tool,
    String type,
    Severity severity,
    String category,
    boolean everywhere,
    String says,
    List<Example> examples) {

  /**
   * Code in which it is found, or not.
   *
   * @param line where it begins in the file of rules
   * @param code the members of a class
   */
  record Example(int line, boolean bad, String code) {}

  JavaRule {
    examples = List.copyOf(examples);
  }

  /** The row that asks the program for it. */
  String asked() {
    return FieldLines.line("rule", tool, id, type);
  }

  Severity severity(boolean inTest) {
    return inTest && !everywhere ? Severity.LOW : severity;
  }
}
