package dev.parley.review.analysis;

import dev.parley.review.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is looked for, as data.
 *
 * @param id stable, as users see it
 * @param unsure severity where the danger depends on the function's caller; empty if that is not
 *     reported
 * @param says what is wrong and what to do instead
 */
record FloorRule(
    String id,
    Severity severity,
    Optional<Severity> unsure,
    String category,
    String says,
    List<Example> examples) {

  FloorRule {
    examples = List.copyOf(examples);
  }

  /** With more examples. */
  FloorRule with(List<Example> more) {
    var all = new ArrayList<>(examples);
    all.addAll(more);
    return new FloorRule(id, severity, unsure, category, says, all);
  }

  /**
   * Code that must, or must not, be reported by the rule.
   *
   * @param family of languages, such as {@code js}
   */
  record Example(String family, boolean bad, int number, String code) {}
}
