package dev.parley.review.lint;

import dev.parley.review.syntax.SourceUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Does all checks of one file. Pure. */
public final class Lint {

  private static final List<Check> CHECKS =
      List.of(
          new Comparisons(),
          new Contradictions(),
          new Branches(),
          new Loops(),
          new Assigns(),
          new Results(),
          new Errors(),
          new Members(),
          new Formats(),
          new Awaits(),
          new Callbacks(),
          new Numbers(),
          new Mutations(),
          new Snakes(),
          new LoopCosts(),
          new Costs(),
          new Unused(),
          new Leftovers(),
          new Naming(),
          new Sizes(),
          new Idioms(),
          new Chains(),
          new Copies(),
          new Missing(),
          new Releases(),
          new Responses(),
          new Floats(),
          new Floating(),
          new Promises(),
          new Hooks(),
          new Removals(),
          new Redefined(),
          new Literals(),
          new Accumulations(),
          new LazyLoads(),
          new UnknownNames(),
          new GoTraps(),
          new RustTraps(),
          new GoErrors(),
          new GoHandlers(),
          new GoConcurrency(),
          new GoValues(),
          new GoSlices(),
          new GoResources());

  private Lint() {}

  /**
   * What is wrong in a file.
   *
   * @param words names of libraries that checks go by, by list, for the file's language
   */
  public static Set<Hit> check(SourceUnit unit, Map<String, Set<String>> words) {
    var hits = new LinkedHashSet<Hit>();
    if (!unit.broken()) {
      new Traversal(CHECKS).unit(unit, Scope.of(unit, words, hits));
    }
    return hits;
  }
}
