package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Questions that many checks ask of code. */
final class Code {

  private static final Pattern LINES = Pattern.compile("(?:line|endLine|number)=\\d+");
  private static final Pattern GETTER =
      Pattern.compile(
          "(?:get|is|has|equals|contains|starts|ends|to|as)(?:[A-Z_]\\w*)?|equals|contains|length"
              + "|size|len|count|name|id|value|trim|strip|lower|upper|abs|startswith|endswith"
              + "|hashCode|ordinal|charAt");

  private Code() {}

  /** Whether two expressions are written alike. */
  static boolean same(Expr a, Expr b) {
    if (a.getClass() != b.getClass()) {
      return false;
    }
    if (a instanceof Expr.Name(_, var one) && b instanceof Expr.Name(_, var two)) {
      return one.equals(two);
    }
    if (a instanceof Expr.Literal(_, var one) && b instanceof Expr.Literal(_, var two)) {
      return one.equals(two);
    }
    if (a instanceof Expr.Call one
        && b instanceof Expr.Call two
        && !one.name().equals(two.name())) {
      return false;
    }
    if (a instanceof Expr.Member one
        && b instanceof Expr.Member two
        && !one.name().equals(two.name())) {
      return false;
    }
    if (a instanceof Expr.Other(_, var parts) && parts.isEmpty()) {
      // Something that is not known, such as a regular expression.
      return false;
    }
    return plain(a).equals(plain(b));
  }

  static boolean same(List<Stmt> a, List<Stmt> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).getClass() != b.get(i).getClass()) {
        return false;
      }
    }
    String one = plain(a);
    // What could not be read may differ.
    return !one.contains("parts=[]") && one.equals(plain(b));
  }

  private static String plain(Object code) {
    return LINES.matcher(code.toString()).replaceAll("");
  }

  /** Whether evaluating it twice gives the same, as far as its form tells. */
  static boolean isPure(Expr expr) {
    return switch (expr) {
      case Expr.Literal _, Expr.Null _, Expr.Name _ -> true;
      case Expr.Member member -> isPure(member.target());
      case Expr.Index(_, var target, var index) -> isPure(target) && isPure(index);
      case Expr.Binary binary -> isPure(binary.left()) && isPure(binary.right());
      case Expr.Unary unary -> isPure(unary.operand());
      case Expr.Cast cast -> isPure(cast.operand());
      case Expr.Call call ->
          GETTER.matcher(call.name()).matches()
              && call.receiver().filter(each -> !isPure(each)).isEmpty()
              && call.args().stream().allMatch(arg -> isPure(arg.value()));
      default -> false;
    };
  }

  static boolean isName(Expr expr, String name) {
    return expr instanceof Expr.Name(_, var id) && id.equals(name);
  }

  static boolean isName(Optional<Expr> expr, String name) {
    return expr.isPresent() && isName(expr.get(), name);
  }

  /** A variable or member of the object itself, by its plain name; empty if it is neither. */
  static String nameOf(Expr expr) {
    return switch (expr) {
      case Expr.Name(_, var id) -> id;
      case Expr.Member(_, Expr.Name(_, var self), var name, _) when isSelf(self) -> name;
      case Expr.Cast cast -> nameOf(cast.operand());
      default -> "";
    };
  }

  /** The variable, or the member of whatever object, that is asked for. */
  private static String lastOf(Expr expr) {
    return expr instanceof Expr.Member(_, _, var name, _) ? name : nameOf(expr);
  }

  static boolean isSelf(String name) {
    return name.equals("this") || name.equals("self");
  }

  static boolean isNumber(Expr expr, long value) {
    return expr instanceof Expr.Literal(_, var number) && number.equals(value);
  }

  static boolean mentions(Expr expr, String name) {
    return Walk.names(expr).anyMatch(name::equals);
  }

  static boolean mentions(List<Stmt> body, String name) {
    return Walk.any(body, _ -> false, expr -> isName(expr, name));
  }

  /** Whether a variable gets a value anywhere within. */
  static boolean assigns(List<Stmt> body, String name) {
    boolean[] found = {false};
    Walk.statements(
        body,
        stmt -> {
          switch (stmt) {
            case Stmt.Declare declare -> found[0] |= declare.name().equals(name);
            case Stmt.ForEach each -> found[0] |= each.names().contains(name);
            default -> {}
          }
        },
        expr -> found[0] |= assigns(expr, name));
    return found[0];
  }

  static boolean assigns(Expr expr, String name) {
    return switch (expr) {
      case Expr.Assign(_, Expr.Sequence pattern, _, _) -> mentions(pattern, name);
      case Expr.Assign(_, Expr.Mapping pattern, _, _) -> mentions(pattern, name);
      case Expr.Assign assign -> isName(assign.target(), name);
      // An address that is taken may be written to.
      case Expr.Unary(_, var op, var operand) -> op.startsWith("&") && isName(operand, name);
      default -> false;
    };
  }

  /** Whether nothing that stands behind it in its body is reached. */
  static boolean ends(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Return _, Stmt.Throw _, Stmt.Jump _ -> true;
      case Stmt.If(_, _, var then, var otherwise) -> ends(then) && ends(otherwise);
      case Stmt.Block(_, var body) -> ends(body);
      case Stmt.Try attempt ->
          ends(attempt.last())
              || (ends(attempt.body())
                  && attempt.catches().stream().allMatch(each -> ends(each.body())));
      case Stmt.Loop loop ->
          loop.condition().filter(each -> !isTrue(each)).isEmpty() && !breaks(loop.body());
      case Stmt.Switch choice ->
          choice.cases().stream().anyMatch(Stmt.Case::isDefault)
              && choice.cases().stream()
                  .allMatch(each ->
                      !breaks(each.body())
                          && (ends(each.body())
                              || (each.fallsThrough() && !isThat(each, choice.cases().getLast()))));
      default -> false;
    };
  }

  static boolean ends(List<Stmt> body) {
    return body.stream().anyMatch(Code::ends);
  }

  /** Whether a {@code break} stands anywhere within. */
  static boolean breaks(List<Stmt> body) {
    return Walk.anyShallow(
        body, stmt -> stmt instanceof Stmt.Jump jump && jump.breaks(), _ -> false);
  }

  static boolean isTrue(Expr expr) {
    return expr instanceof Expr.Literal(_, var value) && (value.equals(true) || value.equals(1L));
  }

  static boolean isNothing(Stmt stmt) {
    return stmt instanceof Stmt.Eval(_, Expr.Other(_, var parts)) && parts.isEmpty();
  }

  static boolean isCall(Expr expr, Set<String> names) {
    return expr instanceof Expr.Call call && names.contains(call.name());
  }

  /** A loop within an expression, as a statement; its names are bound first. */
  static Optional<Stmt.ForEach> comprehension(Expr expr) {
    if (expr instanceof Expr.Other(int line, var parts)
        && parts.size() > 1
        && parts.getFirst()
            instanceof Expr.Assign(_, Expr.Name(_, var name), var op, Expr.Other(_, var elements))
        && op.equals("=")
        && elements.size() == 1) {
      List<Stmt> body =
          parts.subList(1, parts.size()).stream()
              .<Stmt>map(part -> new Stmt.Eval(part.line(), new Expr.Other(line, List.of(part))))
              .toList();
      return Optional.of(new Stmt.ForEach(line, List.of(name), "", elements.getFirst(), body));
    }
    return Optional.empty();
  }

  /** As rules write it: {@code name}, {@code receiver.name} or {@code *.name}. */
  static boolean isListed(Expr.Call call, Set<String> list, Scope scope) {
    if (call.receiver().isEmpty()) {
      String imported = scope.unit().imports().getOrDefault(call.name(), call.name());
      return list.contains(call.name()) || list.contains(imported);
    }
    if (list.contains("*." + call.name())) {
      return true;
    }
    String on = lastOf(call.receiver().get());
    String kind = scope.kindOf(call.receiver().get());
    return (!on.isEmpty()
            && (list.contains(on + "." + call.name())
                || list.contains(scope.unit().imports().getOrDefault(on, on) + "." + call.name())))
        || (!kind.isEmpty() && list.contains(kind + "." + call.name()));
  }

  /** Whether two are one and the same object: equal code may stand in two places. */
  @SuppressWarnings("ReferenceEquality") // that is the question
  static boolean isThat(Object one, Object other) {
    return one == other;
  }
}
