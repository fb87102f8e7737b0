package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Go's maps that are not there, copies that were taken for the thing, and odd arguments. */
final class GoValues implements Check {

  private static final Set<String> WAITS =
      Set.of("Sleep", "After", "NewTimer", "NewTicker", "Tick");
  private static final Set<String> TRIMS = Set.of("Trim", "TrimLeft", "TrimRight");
  private static final Pattern WORD = Pattern.compile("[./ _-]?[A-Za-z]{2,}[:/ .=_-]*");
  private static final Pattern UNIT =
      Pattern.compile("Nanosecond|Microsecond|Millisecond|Second|Minute|Hour");

  /** Nobody means so few, or so many, nanoseconds. */
  private static final long NANOS_MAX = 100_000;

  @Override
  public void body(List<Stmt> body, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Stmt.Declare declare
          && declare.type().equals("map")
          && declare.init().filter(Expr.Null.class::isInstance).isPresent()) {
        nilMap(declare.name(), body.subList(i + 1, body.size()), scope);
      }
    }
  }

  private static void nilMap(String map, List<Stmt> rest, Scope scope) {
    for (Stmt stmt : rest) {
      if (Code.assigns(List.of(stmt), map) || isGiven(stmt, map)) {
        return;
      }
      int[] line = {0};
      boolean[] asked = {false};
      Walk.shallow(
          List.of(stmt),
          _ -> {},
          expr -> {
            if (expr instanceof Expr.Assign(int at, Expr.Index(_, var on, _), _, _)
                && Code.isName(on, map)
                && line[0] == 0) {
              line[0] = at;
            }
            asked[0] |=
                expr instanceof Expr.Binary(_, _, var left, Expr.Null _, _)
                    && Code.isName(left, map);
          });
      if (asked[0]) {
        return;
      }
      if (line[0] > 0) {
        scope.report("nil-map", line[0]);
        return;
      }
    }
  }

  /** Whether a function within may give it a value. */
  private static boolean isGiven(Stmt stmt, String map) {
    return Walk.anyShallow(
        List.of(stmt),
        _ -> false,
        expr -> expr instanceof Expr.Lambda(_, var inner) && Code.assigns(inner.body(), map));
  }

  @Override
  public void stmt(Stmt stmt, Scope scope) {
    if (scope.is("go") && stmt instanceof Stmt.ForEach each && each.names().size() == 2) {
      copies(each, scope);
    }
  }

  /** A field of the copy is changed, and the copy is not used any more. */
  private static void copies(Stmt.ForEach each, Scope scope) {
    String name = each.names().get(1);
    boolean copied =
        Written.of(each.iterable(), scope)
            .filter(type -> type.name().endsWith("[]") && !type.shared())
            .map(type -> type.name().substring(0, type.name().length() - 2))
            .filter(type -> scope.declared().types().containsKey(type))
            .isPresent();
    if (!copied) {
      return;
    }
    for (int i = 0; i < each.body().size(); i++) {
      Stmt last = each.body().get(i);
      var rest = each.body().subList(i + 1, each.body().size());
      int line = changed(last, name);
      if (line > 0 && !Code.mentions(rest, name)) {
        scope.report("changed-copy", line);
        return;
      }
    }
  }

  /** The line where a field gets a value, if that is all that is done with the variable there. */
  private static int changed(Stmt stmt, String name) {
    var inner = stmt instanceof Stmt.If branch ? branch.then() : List.of(stmt);
    boolean known = stmt instanceof Stmt.If || stmt instanceof Stmt.Eval;
    if (!known || inner.isEmpty()) {
      return 0;
    }
    Stmt last = inner.getLast();
    return last instanceof Stmt.Eval(int line, Expr.Assign(_, Expr.Member field, _, _))
            && Code.isName(field.target(), name)
        ? line
        : 0;
  }

  @Override
  public void expr(Expr expr, Scope scope) {
    if (!scope.is("go")) {
      return;
    }
    switch (expr) {
      case Expr.Call call -> call(call, scope);
      case Expr.Binary binary when binary.op().equals("*") -> durations(binary, scope);
      case Expr.Cast(int line, var type, Expr.Binary quotient)
          when type.startsWith("float")
              && quotient.op().equals("/")
              && !(quotient.right() instanceof Expr.Literal)
              && isInt(quotient.left(), scope)
              && isInt(quotient.right(), scope) ->
          scope.report("integer-division", line);
      default -> {}
    }
  }

  private static boolean isInt(Expr expr, Scope scope) {
    return Written.name(expr, scope).matches("u?int(?:8|16|32|64)?");
  }

  private static void call(Expr.Call call, Scope scope) {
    boolean time = Code.isName(call.receiver(), "time");
    boolean context = call.name().equals("WithTimeout") && Code.isName(call.receiver(), "context");
    if (((time && WAITS.contains(call.name())) || context)
        && !call.args().isEmpty()
        && call.args().getLast().value() instanceof Expr.Literal(_, Long nanos)
        && nanos > 0
        && nanos < NANOS_MAX) {
      scope.report("bare-duration", call.line());
    }
    if (Code.isName(call.receiver(), "strings")
        && TRIMS.contains(call.name())
        && call.args().size() == 2
        && call.args().get(1).value() instanceof Expr.Literal(_, String cut)
        && isWord(cut)) {
      scope.report("trimmed-letters", call.line());
    }
    if (call.receiver().isEmpty()
        && call.name().equals("append")
        && call.args().size() > 1
        && call.args().getFirst().value() instanceof Expr.Name(_, var base)) {
      GoSlices.shared(base, call, scope);
    }
    boolean decodes =
        call.name().equals("Unmarshal") && call.args().size() == 2 && call.receiver().isPresent();
    if (decodes
        && call.args().get(1).value() instanceof Expr.Name(_, var into)
        && isValue(into, scope.function(), scope)) {
      scope.report("decoded-copy", call.line());
    }
  }

  /** Whether a variable is declared with a type of the file, and is no pointer. */
  private static boolean isValue(String name, FunctionDecl function, Scope scope) {
    return Walk.anyShallow(
        function.body(),
        stmt ->
            stmt instanceof Stmt.Declare declare
                && declare.name().equals(name)
                && !declare.modifiers().contains("*")
                && (scope.declared().types().containsKey(declare.type())
                    || declare.type().equals("map")),
        _ -> false);
  }

  /** A set of letters that was meant as a word: each of them is cut off, in any order. */
  private static boolean isWord(String cut) {
    String letters = cut.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
    boolean sorted = "abcdefghijklmnopqrstuvwxyz".contains(letters);
    return WORD.matcher(cut).matches()
        && !sorted
        && (letters.length() > 3 || letters.length() < cut.length());
  }

  /** A duration times a unit is far too long. */
  private static void durations(Expr.Binary binary, Scope scope) {
    if ((isUnit(binary.right()) && isDuration(binary.left(), scope))
        || (isUnit(binary.left()) && isDuration(binary.right(), scope))) {
      scope.report("squared-duration", binary.line());
    }
  }

  private static boolean isUnit(Expr expr) {
    return expr instanceof Expr.Member(_, Expr.Name(_, var on), var name, _)
        && on.equals("time")
        && UNIT.matcher(name).matches();
  }

  private static boolean isDuration(Expr expr, Scope scope) {
    return isUnit(expr)
        || ((expr instanceof Expr.Name || expr instanceof Expr.Member)
            && Written.name(expr, scope).equals("time.Duration"));
  }
}
