package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Param;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.Optional;

/**
 * The type that a file says an expression has.
 *
 * @param name as written
 * @param shared whether a pointer is in it
 */
record Written(String name, boolean shared) {

  private static final int DEPTH_MAX = 6;

  static Optional<Written> of(Expr expr, Scope scope) {
    return of(expr, scope, 0).filter(each -> !each.name().isEmpty());
  }

  /** The name of the type; empty if it is not known. */
  static String name(Expr expr, Scope scope) {
    return of(expr, scope).map(Written::name).orElse("");
  }

  private static Optional<Written> of(Expr expr, Scope scope, int depth) {
    if (depth > DEPTH_MAX) {
      return Optional.empty();
    }
    return switch (expr) {
      case Expr.Literal(_, var value) -> literal(value);
      case Expr.Template _ -> plain("string");
      case Expr.Name(_, var id) -> named(id, scope, depth);
      case Expr.Member(_, var target, var field, _) ->
          of(target, scope, depth + 1).flatMap(owner -> field(owner.name(), field, scope));
      case Expr.Index(_, var target, _) -> of(target, scope, depth + 1).flatMap(Written::element);
      case Expr.Cast(_, var type, _) -> plain(type);
      // Whether a list that is made is one of pointers is not told.
      case Expr.New created ->
          created.type().endsWith("[]") ? Optional.empty() : plain(created.type());
      case Expr.Call call -> called(call, scope);
      case Expr.Unary(_, var op, var operand) ->
          op.equals("!") ? plain("bool") : of(operand, scope, depth + 1);
      case Expr.Binary binary -> {
        var left = of(binary.left(), scope, depth + 1);
        var right = of(binary.right(), scope, depth + 1);
        yield binary.left() instanceof Expr.Literal ? right : left;
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Written> plain(String type) {
    return Optional.of(new Written(type, false));
  }

  private static Optional<Written> literal(Object value) {
    return switch (value) {
      case String _ -> plain("string");
      case Long _ -> plain("int");
      case Double _ -> plain("float64");
      case Boolean _ -> plain("bool");
      default -> Optional.empty();
    };
  }

  private Optional<Written> element() {
    return name.endsWith("[]")
        ? Optional.of(new Written(name.substring(0, name.length() - 2), shared))
        : Optional.empty();
  }

  private static Optional<Written> field(String type, String name, Scope scope) {
    var known = scope.declared().types().get(type);
    return known == null
        ? Optional.empty()
        : known.members().stream()
            .filter(member -> member instanceof Stmt.Declare field && field.name().equals(name))
            .map(member -> (Stmt.Declare) member)
            .findFirst()
            .map(field -> new Written(field.type(), field.modifiers().contains("*")));
  }

  private static Optional<Written> called(Expr.Call call, Scope scope) {
    if (call.receiver().isEmpty() && (call.name().equals("len") || call.name().equals("cap"))) {
      return plain("int");
    }
    return GoErrors.own(call, scope)
        .map(FunctionDecl::returns)
        .filter(returns -> !returns.startsWith("("))
        .flatMap(Written::plain);
  }

  private static Optional<Written> named(String id, Scope scope, int depth) {
    for (FunctionDecl function : scope.functions()) {
      if (id.equals(function.receiver())) {
        return Optional.of(new Written(function.owner(), !function.modifiers().contains("value")));
      }
      for (Param param : function.params()) {
        if (param.names().size() == 1 && param.name().equals(id)) {
          return Optional.of(new Written(param.type(), param.annotations().contains("*")));
        }
      }
      var declared = declared(id, function, scope, depth);
      if (!declared.isEmpty()) {
        var first = declared.getFirst();
        boolean one = declared.stream().allMatch(first::equals);
        return one ? first : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static java.util.List<Optional<Written>> declared(
      String id, FunctionDecl function, Scope scope, int depth) {
    var found = new java.util.ArrayList<Optional<Written>>();
    Walk.shallow(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Declare declare && declare.name().equals(id)) {
            found.add(
                declare.type().isEmpty()
                    ? declare.init().flatMap(init -> of(init, scope, depth + 2))
                    : Optional.of(new Written(declare.type(), declare.modifiers().contains("*"))));
          } else if (stmt instanceof Stmt.ForEach each && each.names().contains(id)) {
            boolean last = each.names().getLast().equals(id);
            boolean position = scope.is("go") && each.names().indexOf(id) == 0;
            found.add(
                position || !last || each.names().size() > 2
                    ? Optional.empty()
                    : of(each.iterable(), scope, depth + 2).flatMap(Written::element));
          }
        },
        _ -> {});
    return found;
  }
}
