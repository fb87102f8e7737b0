package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Walk;
import java.util.Locale;
import java.util.Set;

/** Comparisons that do not compare what was meant. */
final class Comparisons implements Check {

  private static final Set<String> BOXES =
      Set.of(
          "Integer",
          "Long",
          "Short",
          "Byte",
          "Double",
          "Float",
          "BigDecimal",
          "BigInteger",
          "Boolean",
          "Character");
  private static final Set<String> SAME_MEANS_CONSTANT =
      Set.of("-", "/", "%", "^", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "is", "is not");
  private static final Set<String> COMPUTES = Set.of("-", "/", "%", "^");
  private static final Set<String> TYPEOFS =
      Set.of(
          "undefined",
          "object",
          "boolean",
          "number",
          "string",
          "function",
          "symbol",
          "bigint",
          "unknown",
          "date");
  private static final Set<String> EQUALITY = Set.of("==", "!=");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Binary binary) {
      identical(binary, scope);
      if (EQUALITY.contains(binary.op())) {
        equality(binary, scope);
      }
      identity(binary, scope);
      Lengths.check(binary, scope);
    } else if (expr instanceof Expr.Call call
        && call.name().equals("equals")
        && scope.is("java")
        && call.receiver().filter(on -> scope.is(on, "BigDecimal")).isPresent()
        && !scope.function().name().equals("equals")) {
      scope.report("decimal-equals", call.line());
    } else if (expr instanceof Expr.Call call
        && call.name().equals("equals")
        && call.receiver().isPresent()
        && call.args().size() == 1) {
      equals(call, call.receiver().get(), call.args().getFirst().value(), scope);
    }
  }

  private static void identical(Expr.Binary binary, Scope scope) {
    boolean number = binary.left() instanceof Expr.Literal;
    if (SAME_MEANS_CONSTANT.contains(binary.op())
        && !number
        && !(scope.is("js") && asksForNothing(binary.left()))
        && Code.isPure(binary.left())
        && Code.same(binary.left(), binary.right())
        && !(EQUALITY.contains(binary.op()) && mayBeNan(binary, scope))) {
      scope.report(
          COMPUTES.contains(binary.op()) ? "identical-operands" : "constant-condition",
          binary.line());
    }
  }

  /** Null and undefined are two, and read as one. */
  static boolean asksForNothing(Expr expr) {
    return expr instanceof Expr.Binary(_, _, _, Expr.Null _, var converts) && !converts;
  }

  /** Only what is no number differs from itself. */
  private static boolean mayBeNan(Expr.Binary binary, Scope scope) {
    String kind = scope.kindOf(binary.left());
    return Set.of("double", "number", "float", "Double").contains(kind)
        || (kind.isEmpty()
            && binary.left() instanceof Expr.Name
            && (scope.is("js") || binary.op().equals("!=")));
  }

  private static void equality(Expr.Binary binary, Scope scope) {
    Expr left = binary.left();
    Expr right = binary.right();
    if (isNan(left) || isNan(right)) {
      scope.report("nan-comparison", binary.line());
    }
    if (scope.is("java")) {
      references(binary, scope);
    } else if (scope.is("js")) {
      script(binary, scope);
    }
    if (left instanceof Expr.Literal(_, Boolean _) || right instanceof Expr.Literal(_, Boolean _)) {
      scope.report("boolean-comparison", binary.line());
    }
    floats(binary, scope);
  }

  private static void references(Expr.Binary binary, Scope scope) {
    String left = scope.kindOf(binary.left());
    String right = scope.kindOf(binary.right());
    boolean bothLiteral =
        binary.left() instanceof Expr.Literal && binary.right() instanceof Expr.Literal;
    String around = scope.function().name().toLowerCase(Locale.ROOT);
    if (around.contains("equals") || around.startsWith("compare") || bothLiteral) {
      return;
    }
    if (left.equals("String") && right.equals("String") && !isShortcut(binary, scope)) {
      scope.report("string-comparison", binary.line());
    } else if (BOXES.contains(left) && left.equals(right) && !isConstant(binary)) {
      scope.report("boxed-comparison", binary.line());
    }
  }

  /** Whether the function asks by equals, too. */
  private static boolean isShortcut(Expr.Binary binary, Scope scope) {
    return Walk.anyShallow(
        scope.function().body(),
        _ -> false,
        each ->
            each instanceof Expr.Call call
                && call.name().startsWith("equals")
                && call.receiver().isPresent()
                && (Code.same(call.receiver().get(), binary.left())
                    || Code.same(call.receiver().get(), binary.right())));
  }

  /** Constants of classes are compared by what they are on purpose. */
  private static boolean isConstant(Expr.Binary binary) {
    String name = Code.nameOf(binary.right());
    return !name.isEmpty() && name.equals(name.toUpperCase(Locale.ROOT));
  }

  private static void script(Expr.Binary binary, Scope scope) {
    for (Expr side : new Expr[] {binary.left(), binary.right()}) {
      if (side instanceof Expr.Sequence || side instanceof Expr.Mapping) {
        scope.report("literal-identity", binary.line());
      }
    }
    if (binary.left() instanceof Expr.Unary(_, var op, _)
        && op.equals("typeof")
        && binary.right() instanceof Expr.Literal(_, String text)
        && !TYPEOFS.contains(text)) {
      scope.report("typeof-comparison", binary.line());
    }
    boolean isNull = binary.left() instanceof Expr.Null || binary.right() instanceof Expr.Null;
    boolean isType = binary.left() instanceof Expr.Unary(_, var op, _) && op.equals("typeof");
    if (binary.converts() && !isNull && !isType) {
      scope.report("loose-equality", binary.line());
    }
  }

  private static void floats(Expr.Binary binary, Scope scope) {
    boolean fraction = isFraction(binary.right()) || isFraction(binary.left());
    boolean computed =
        binary.left() instanceof Expr.Binary || binary.right() instanceof Expr.Binary;
    if (fraction && computed && !scope.is(binary.left(), "String")) {
      scope.report("float-equality", binary.line());
    }
  }

  private static boolean isFraction(Expr expr) {
    return expr instanceof Expr.Literal(_, Double value) && value != Math.rint(value);
  }

  private static boolean isNan(Expr expr) {
    return switch (expr) {
      case Expr.Name(_, var id) -> id.equals("NaN");
      case Expr.Member(_, Expr.Name(_, var on), var name, _) ->
          (name.equals("NaN") && Set.of("Double", "Float", "Number").contains(on))
              || (name.equals("nan") && Set.of("math", "np", "numpy").contains(on))
              || (name.equals("NAN") && Set.of("f32", "f64").contains(on));
      case Expr.Call(_, var receiver, var name, var args, _) ->
          (name.equals("float")
                  && args.size() == 1
                  && args.getFirst().value() instanceof Expr.Literal(_, String text)
                  && text.equalsIgnoreCase("nan"))
              || (name.equals("NaN") && Code.isName(receiver, "math"));
      default -> false;
    };
  }

  /** Whether an object is the very same as a literal depends on the interpreter. */
  private static void identity(Expr.Binary binary, Scope scope) {
    boolean is = binary.op().equals("is") || binary.op().equals("is not");
    boolean constant =
        binary.right() instanceof Expr.Name(_, var id)
            && id.equals(id.toUpperCase(Locale.ROOT))
            && scope.kindOf(id).equals("int");
    if (is && (constant || isValue(binary.left()) || isValue(binary.right()))) {
      scope.report("literal-identity", binary.line());
    }
  }

  private static boolean isValue(Expr expr) {
    return expr instanceof Expr.Sequence
        || expr instanceof Expr.Mapping
        || (expr instanceof Expr.Literal(_, var value) && !(value instanceof Boolean));
  }

  private static void equals(Expr.Call call, Expr on, Expr other, Scope scope) {
    if (Code.isPure(on) && !(on instanceof Expr.Literal) && Code.same(on, other)) {
      scope.report("identical-operands", call.line());
    }
    if (!scope.is("java") || scope.function().name().equals(FunctionDecl.INIT)) {
      return;
    }
    if (other instanceof Expr.Null) {
      scope.report("equals-null", call.line());
    }
    String kind = scope.kindOf(on);
    String given = scope.kindOf(other);
    if (kind.equals("[]") && given.equals("[]")) {
      scope.report("array-equals", call.line());
    } else if ((kind.equals("String") && Set.of("int", "long", "char", "boolean").contains(given))
        || (given.equals("String") && BOXES.contains(kind))) {
      scope.report("mismatched-types", call.line());
    }
  }
}
