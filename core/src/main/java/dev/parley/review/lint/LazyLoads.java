package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Related rows of Django's models that a loop loads one by one. */
final class LazyLoads implements Check {

  private static final Set<String> GIVES =
      Set.of("all", "filter", "exclude", "order_by", "get_queryset", "distinct");
  private static final Set<String> EAGER =
      Set.of("select_related", "prefetch_related", "values", "values_list", "annotate", "only");
  private static final Pattern VALUE =
      Pattern.compile(
          "(?:.*_)?(?:at|on|date|time|created|updated|file|image|path|name|id|pk|data)|_meta|logo|photo");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (stmt instanceof Stmt.ForEach each
        && scope.is("python")
        && each.names().size() == 1
        && isQuery(each.iterable(), scope)) {
      String row = each.names().getFirst();
      Walk.shallow(
          each.body(),
          _ -> {},
          expr -> {
            if (expr instanceof Expr.Member(int line, Expr.Member inner, _, _)
                && Code.isName(inner.target(), row)
                && !VALUE.matcher(inner.name()).matches()) {
              scope.report("query-in-loop", line);
            } else if (expr instanceof Expr.Call call
                && GIVES.contains(call.name())
                && call.receiver().orElse(call) instanceof Expr.Member inner
                && Code.isName(inner.target(), row)) {
              scope.report("query-in-loop", call.line());
            }
          });
    }
  }

  private static boolean isQuery(Expr expr, Scope scope) {
    return switch (expr) {
      case Expr.Name(_, var id) -> queried(scope.function().body(), id);
      case Expr.Index index -> isQuery(index.target(), scope);
      default -> isQuery(expr);
    };
  }

  /** Whether all that a variable is given comes from one query that loads nothing else with it. */
  private static boolean queried(List<Stmt> body, String name) {
    boolean[] found = {false};
    boolean[] other = {false};
    Walk.shallow(
        body,
        _ -> {},
        expr -> {
          if (expr instanceof Expr.Assign assign && Code.isName(assign.target(), name)) {
            found[0] |= isQuery(assign.value());
            other[0] |= !isQuery(assign.value());
          }
        });
    return found[0] && !other[0];
  }

  private static boolean isQuery(Expr expr) {
    return switch (expr) {
      case Expr.Index index -> isQuery(index.target());
      case Expr.Other(_, var parts) -> !parts.isEmpty() && isQuery(parts.getFirst());
      case Expr.Call call ->
          !EAGER.contains(call.name()) && call.receiver().filter(LazyLoads::isQuery).isPresent();
      case Expr.Member member -> member.name().equals("objects");
      default -> false;
    };
  }
}
