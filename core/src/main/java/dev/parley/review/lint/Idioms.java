package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.Set;

/** What the language has a better word for. */
final class Idioms implements Check {

  private static final Set<String> GENERIC =
      Set.of(
          "List",
          "Map",
          "Set",
          "Collection",
          "ArrayList",
          "HashMap",
          "HashSet",
          "Iterator",
          "LinkedList",
          "TreeMap",
          "Queue",
          "Deque",
          "Optional",
          "Comparable",
          "Iterable");
  private static final Set<String> WRAPPERS =
      Set.of("Integer", "Long", "Boolean", "Double", "Float", "Character", "Short", "Byte");
  private static final Set<String> MADE = Set.of("Object", "Array", "String", "Number", "Boolean");
  private static final Set<String> COMPARES = Set.of("==", "!=", "<", ">", "<=", ">=");

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    switch (stmt) {
      case Stmt.Declare declare -> {
        if (declare.modifiers().contains("var") && scope.is("js")) {
          scope.report("var-declaration", declare.line());
        }
        if (scope.is("java")
            && GENERIC.contains(declare.type())
            && !declare.modifiers().contains("<>")
            // Components of records and resources.
            && !(declare.constant() && declare.modifiers().isEmpty())) {
          scope.report("raw-type", declare.line());
        }
        if (declare.type().equals("any") && scope.is("js")) {
          scope.report("explicit-any", declare.line());
        }
      }
      case Stmt.ForEach each when scope.is("python") -> indexed(each, scope);
      default -> {}
    }
  }

  /** {@code for i in range(len(x))} where i is only used for x[i]. */
  private static void indexed(Stmt.ForEach each, Scope scope) {
    if (each.names().size() != 1
        || !(each.iterable() instanceof Expr.Call range)
        || !range.name().equals("range")
        || range.args().size() != 1) {
      return;
    }
    String i = each.names().getFirst();
    var counted = Lengths.lengthOf(range.args().getFirst().value());
    int[] uses = {0};
    int[] reads = {0};
    Walk.statements(
        each.body(),
        _ -> {},
        expr -> {
          uses[0] += Code.isName(expr, i) ? 1 : 0;
          reads[0] +=
              expr instanceof Expr.Index(_, var on, var index)
                      && Code.isName(index, i)
                      && counted.filter(of -> Code.same(of, on)).isPresent()
                  ? 1
                  : 0;
          reads[0] -= expr instanceof Expr.Assign(_, Expr.Index _, _, _) ? 1 : 0;
        });
    if (counted.isPresent() && uses[0] > 0 && uses[0] == reads[0]) {
      scope.report("index-loop", each.line());
    }
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    switch (expr) {
      case Expr.New created -> {
        boolean one = created.args().size() == 1;
        if (scope.is("java")
            && one
            && (WRAPPERS.contains(created.type())
                || (created.type().equals("String")
                    && created.args().getFirst().value() instanceof Expr.Literal))) {
          scope.report("needless-object", created.line());
        } else if (scope.is("js")
            && MADE.contains(created.type())
            && created.args().size() != 1
            && created.body().isEmpty()) {
          scope.report("needless-object", created.line());
        }
      }
      case Expr.Unary(int line, var op, Expr.Binary inner)
          when op.equals("!") && COMPARES.contains(inner.op()) ->
          scope.report("negated-comparison", line);
      case Expr.Binary binary -> binary(binary, scope);
      case Expr.Call call
          when call.name().equals("parseInt") && scope.is("js") && call.args().size() == 1 ->
          scope.report("parse-int-base", call.line());
      default -> {}
    }
  }

  private static void binary(Expr.Binary binary, Scope scope) {
    if (scope.is("python")) {
      boolean typed =
          binary.left() instanceof Expr.Call call
              && call.receiver().isEmpty()
              && call.name().equals("type")
              && call.args().size() == 1;
      if (typed && COMPARES.contains(binary.op()) && binary.right() instanceof Expr.Name) {
        scope.report("type-comparison", binary.line());
      }
      if (binary.converts()) {
        scope.report("none-comparison", binary.line());
      }
    }
    boolean empty =
        (binary.op().equals("==") || binary.op().equals("!=") || binary.op().equals(">"))
            && Code.isNumber(binary.right(), 0);
    boolean size =
        switch (binary.left()) {
          case Expr.Call call ->
              (call.name().equals("size") && scope.is("java") && call.args().isEmpty())
                  || (call.name().equals("len") && scope.is("python") && call.receiver().isEmpty())
                  || (call.name().equals("len") && scope.is("rust") && call.args().isEmpty());
          default -> false;
        };
    if (empty && size) {
      scope.report("size-comparison", binary.line());
    }
  }

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (scope.is("js")
        && function.params().stream().anyMatch(param -> param.type().equals("any"))) {
      scope.report("explicit-any", function.line());
    }
  }
}
