package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.List;
import java.util.regex.Pattern;

/** Methods that find something by a key: what is found by a key from outside is not from there. */
final class Finders {

  private static final Pattern NAME =
      Pattern.compile(
          "(?:find|load|lookup|fetch|select|verified|require)\\w*|get(?:[A-Z]\\w*)?"
              + "|\\w+(?:Of|For|By[A-Z]\\w*)");

  private Finders() {}

  static boolean isOne(Expr.Call call, Value on, List<Value> args) {
    return NAME.matcher(call.name()).matches()
        && call.receiver().isPresent()
        && on.path().isEmpty()
        && !on.isDangerous()
        && !on.isConstant()
        && args.stream().noneMatch(arg -> arg.closure() != null);
  }
}
