package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Errors that are values, as in Go and Rust, and that nothing is done about. */
final class IgnoredErrors {

  private static final Pattern ERROR = Pattern.compile("(?i)\\w*err");

  private final SourceUnit unit;
  private final RuleBook.Family rules;

  IgnoredErrors(SourceUnit unit, RuleBook.Family rules) {
    this.unit = unit;
    this.rules = rules;
  }

  /** Where they are ignored. */
  List<Integer> lines(List<Stmt> body) {
    var lines = new ArrayList<Integer>();
    if (rules.isTyped()) {
      Walk.shallow(
          body,
          stmt -> {
            if (isIgnored(stmt)) {
              lines.add(stmt.line());
            }
          },
          _ -> {});
    }
    return lines;
  }

  private boolean isIgnored(Stmt stmt) {
    return switch (stmt) {
      case Stmt.If branch ->
          asksForError(branch.condition())
              && isEmpty(branch.then())
              && branch.otherwise().isEmpty()
              && !unit.surface().isCommented(branch.line(), branch.line() + 1);
      case Stmt.Eval(_, Expr.Assign(_, Expr.Name(_, var id), _, var value)) when id.equals("_") ->
          matters(value);
      case Stmt.Eval(_, Expr.Assign(_, Expr.Other _, _, var value)) -> matters(value);
      case Stmt.Eval(_, Expr.Assign(_, Expr.Sequence(_, var targets), _, var value)) ->
          !targets.isEmpty()
              && targets.getLast() instanceof Expr.Name(_, var id)
              && id.equals("_")
              && matters(value);
      case Stmt.Eval(_, Expr.Call call) -> matters(dropped(call));
      default -> false;
    };
  }

  private static boolean isEmpty(List<Stmt> body) {
    return body.stream().allMatch(stmt -> stmt instanceof Stmt.Declare);
  }

  private static boolean asksForError(Expr condition) {
    return condition instanceof Expr.Binary(_, var op, var left, var right, _)
        && switch (op) {
          case "!=" ->
              left instanceof Expr.Name(_, var id)
                  && right instanceof Expr.Null
                  && ERROR.matcher(id).matches();
          case "is" ->
              right instanceof Expr.Other(_, var parts)
                  && parts.size() == 1
                  && parts.getFirst() instanceof Expr.Name(_, var id)
                  && id.equals("Err");
          default -> false;
        };
  }

  /** In Rust, {@code .ok()} drops an error; in Go, so does not looking at what a call gives. */
  private Expr dropped(Expr.Call call) {
    boolean dropped = call.name().equals("ok") && call.args().isEmpty();
    Optional<Expr> receiver = call.receiver();
    return unit.language().family().equals("rust")
        ? dropped && receiver.isPresent() ? receiver.get() : new Expr.Null(call.line())
        : call;
  }

  private boolean matters(@Nullable Expr value) {
    if (value instanceof Expr.Await await) {
      return matters(await.operand());
    }
    if (!(value instanceof Expr.Call call) || call.receiver().isEmpty()) {
      return false;
    }
    String of =
        switch (call.receiver().get()) {
          case Expr.Name(_, var id) -> unit.imports().getOrDefault(id, id);
          case Expr.Member(_, _, var name, _) -> name;
          default -> "";
        };
    String last = of.substring(of.lastIndexOf('.') + 1);
    return rules.checked.contains(of + "." + call.name())
        || rules.checked.contains(last + "." + call.name())
        || rules.checked.contains("*." + call.name());
  }
}
