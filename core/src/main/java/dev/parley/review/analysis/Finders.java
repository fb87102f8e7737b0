package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Methods that find something by a key: what is found by a key from outside is not from there. */
final class Finders {

  private static final Pattern NAME =
      Pattern.compile(
          "(?:find|load|lookup|fetch|select|verified|require)\\w*|get(?:[A-Z]\\w*)?"
              + "|\\w+(?:Of|For|By[A-Z]\\w*)");

  private Finders() {}

  /** Where a text or list is cut says nothing of what is in it. */
  private static final Set<String> CUTS = Set.of("slice", "substring", "subarray", "charAt");

  static boolean isOne(Expr.Call call, Value on, List<Value> args) {
    return (NAME.matcher(call.name()).matches() || CUTS.contains(call.name()))
        && call.receiver().isPresent()
        && on.path().isEmpty()
        && !on.isDangerous()
        && !on.isConstant()
        && args.stream().noneMatch(arg -> arg.closure() != null);
  }
}
