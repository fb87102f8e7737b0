package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the methods of a type owe each other. */
final class Members implements Check {

  private static final Set<String> NOT_SHARED =
      Set.of("SimpleDateFormat", "DateFormat", "DecimalFormat", "NumberFormat", "Calendar");
  private static final Set<String> PROMISED = Set.of("toString", "hashCode", "equals");

  @Override
  public void type(TypeDecl type, Scope scope) {
    if (scope.is("java")) {
      equality(type, scope);
      fields(type, scope);
    } else if (scope.is("python")) {
      shared(type, scope);
    }
  }

  private static Stream<FunctionDecl> methods(TypeDecl type) {
    return type.members().stream()
        .filter(Stmt.Define.class::isInstance)
        .map(member -> ((Stmt.Define) member).function());
  }

  private static Optional<FunctionDecl> method(TypeDecl type, String name, int params) {
    return methods(type)
        .filter(each -> each.name().equals(name) && each.params().size() == params)
        .findFirst();
  }

  private static void equality(TypeDecl type, Scope scope) {
    var equals = method(type, "equals", 1).filter(each -> !each.modifiers().contains("static"));
    equals.ifPresent(own -> {
      boolean ofObjects = own.params().getFirst().type().equals("Object");
      boolean bodied = !own.body().isEmpty();
      if (ofObjects && bodied && method(type, "hashCode", 0).isEmpty() && !isInterface(type)) {
        scope.report("equals-without-hash", own.line());
      } else if (!ofObjects
          && bodied
          && own.params().getFirst().type().equals(type.name())
          && methods(type).filter(each -> each.name().equals("equals")).count() == 1) {
        scope.report("covariant-equals", own.line());
      }
    });
    methods(type)
        .filter(each -> PROMISED.contains(each.name()) && !each.modifiers().contains("@Override"))
        .filter(each -> each.params().size() == (each.name().equals("equals") ? 1 : 0))
        .filter(each -> !isInterface(type) && !each.modifiers().contains("static"))
        .forEach(each -> scope.report("missing-override", each.line()));
  }

  private static boolean isInterface(TypeDecl type) {
    return type.modifiers().contains("interface") || type.modifiers().contains("annotation");
  }

  private static void fields(TypeDecl type, Scope scope) {
    for (Stmt member : type.members()) {
      if (member instanceof Stmt.Declare field) {
        boolean isStatic = field.modifiers().contains("static");
        if (isStatic && NOT_SHARED.contains(field.type())) {
          scope.report("shared-format", field.line());
        }
        if (field.modifiers().contains("public")
            && !field.constant()
            && type.modifiers().contains("class")) {
          scope.report("public-field", field.line());
        }
      }
    }
  }

  /** A list of the class that all its objects append to. */
  private static void shared(TypeDecl type, Scope scope) {
    for (Stmt member : type.members()) {
      if (member instanceof Stmt.Declare(int line, var name, _, var init, _, _)
          && init.filter(Members::isEmptyCollection).isPresent()
          && !name.startsWith("_")
          && !name.equals(name.toUpperCase(Locale.ROOT))
          && grows(type, name)) {
        scope.report("shared-default", line);
      }
    }
  }

  private static boolean isEmptyCollection(Expr expr) {
    return (expr instanceof Expr.Sequence(_, var elements) && elements.isEmpty())
        || (expr instanceof Expr.Mapping mapping && mapping.keys().isEmpty())
        || (expr instanceof Expr.Call call
            && call.receiver().isEmpty()
            && call.args().isEmpty()
            && Set.of("list", "dict", "set").contains(call.name()));
  }

  /** Whether methods change it through {@code self}, and none gives each object its own. */
  private static boolean grows(TypeDecl type, String name) {
    boolean[] changed = {false};
    boolean[] own = {false};
    for (FunctionDecl method : methods(type).toList()) {
      if (method.modifiers().contains("@classmethod")) {
        continue;
      }
      Walk.statements(
          method.body(),
          _ -> {},
          expr -> {
            switch (expr) {
              case Expr.Call call ->
                  changed[0] |=
                      Set.of("append", "add", "extend", "insert", "update").contains(call.name())
                          && call.receiver().filter(on -> isOwn(on, name)).isPresent();
              case Expr.Assign(_, Expr.Index(_, var target, _), _, _) ->
                  changed[0] |= isOwn(target, name);
              case Expr.Assign assign ->
                  own[0] |= isOwn(assign.target(), name) || Code.isName(assign.target(), name);
              default -> {}
            }
          });
    }
    return changed[0] && !own[0];
  }

  private static boolean isOwn(Expr expr, String name) {
    return expr instanceof Expr.Member(_, Expr.Name(_, var self), var member, _)
        && self.equals("self")
        && member.equals(name);
  }

  @Override
  public void function(FunctionDecl function, Scope scope) {
    if (scope.is("java")) {
      order(function, scope);
    }
    if (Getters.isGetter(function) && Getters.changes(function, scope)) {
      scope.report("impure-getter", function.line());
    }
  }

  private static void order(FunctionDecl function, Scope scope) {
    boolean named = Set.of("compareTo", "compare").contains(function.name());
    boolean orders = named || (function.name().isEmpty() && function.params().size() == 2);
    if (!orders) {
      return;
    }
    Walk.shallow(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Return(int line, var value) && value.isPresent()) {
            boolean cut =
                value.get() instanceof Expr.Cast(_, var type, var operand)
                    && type.equals("int")
                    && isDifference(operand);
            if (cut) {
              scope.report("cut-off-order", line);
            } else if (named && isDifference(value.get())) {
              scope.report("subtracted-order", line);
            }
          }
        },
        _ -> {});
  }

  private static boolean isDifference(Expr expr) {
    return expr instanceof Expr.Binary binary && binary.op().equals("-");
  }

  /** Fields of a class, for checks that need them. */
  static List<Stmt.Declare> fieldsOf(TypeDecl type) {
    return type.members().stream()
        .filter(Stmt.Declare.class::isInstance)
        .map(Stmt.Declare.class::cast)
        .toList();
  }
}
