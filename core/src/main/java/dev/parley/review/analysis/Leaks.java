package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Variables that hold something to be closed, are never closed, and go nowhere else. */
final class Leaks {

  private static final Set<String> CLOSES =
      Set.of("close", "Close", "end", "destroy", "release", "disconnect", "quit", "shutdown");

  /** Packages of Go whose functions read or write what they are given, and leave it open. */
  private static final Pattern LEAVES_OPEN =
      Pattern.compile("io|bufio|fmt|log|io/ioutil|encoding/\\w+|compress/\\w+|crypto/\\w+");

  private static final Set<String> USES_UP =
      Set.of(
          "ReadAll", "Copy", "CopyN", "ReadFull", "Decode", "Fprintf", "Fprintln", "WriteString");

  private final SourceUnit unit;
  private final RuleBook.Family rules;
  private final boolean go;

  Leaks(SourceUnit unit, RuleBook.Family rules) {
    this.unit = unit;
    this.rules = rules;
    this.go = unit.language().family().equals("go");
  }

  /** Where they are opened. */
  List<Integer> lines(List<Stmt> body) {
    var managed = new HashSet<Stmt>();
    var opened = new ArrayList<Stmt>();
    Walk.shallow(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Try attempt) {
            managed.addAll(attempt.resources());
          } else if (!managed.contains(stmt) && name(stmt) != null) {
            opened.add(stmt);
          }
        },
        _ -> {});
    var lines = new ArrayList<Integer>();
    for (Stmt stmt : opened) {
      String name = name(stmt);
      if (name != null && !managed.contains(stmt) && !escapes(name, body)) {
        lines.add(stmt.line());
      }
    }
    return lines;
  }

  private @Nullable String name(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Declare declare when declare.init().filter(this::opens).isPresent() ->
          declare.name();
      case Stmt.Eval(_, Expr.Assign(_, Expr.Name(_, var id), _, var value)) when opens(value) -> id;
      case Stmt.Eval(_, Expr.Assign(_, Expr.Sequence(_, var targets), _, var value))
          when go
              && targets.size() == 2
              && targets.getFirst() instanceof Expr.Name
              && (opens(value) || asks(value)) -> {
        String name = ((Expr.Name) targets.getFirst()).id();
        yield name.equals("_") ? null : name;
      }
      default -> null;
    };
  }

  private boolean opens(Expr expr) {
    return switch (expr) {
      case Expr.Await await -> opens(await.operand());
      case Expr.New created -> rules.opened.containsKey("new " + created.type());
      case Expr.Call call when call.receiver().isEmpty() -> rules.opened.containsKey(call.name());
      case Expr.Call call when call.receiver().get() instanceof Expr.Name(_, var id) ->
          rules.opened.containsKey(unit.imports().getOrDefault(id, id) + "." + call.name())
              || rules.opened.containsKey(id + "." + call.name());
      case Expr.Call call when call.receiver().get() instanceof Expr.Member member ->
          rules.opened.containsKey(member.name() + "." + call.name());
      default -> false;
    };
  }

  /** Something whose answer has to be closed is asked, whatever it is. */
  private boolean asks(Expr expr) {
    return expr instanceof Expr.Call call
        && !call.args().isEmpty()
        && rules.opened.containsKey("*." + call.name());
  }

  /** Whether a variable is closed, returned, stored, passed on or captured anywhere. */
  private boolean escapes(String name, List<Stmt> body) {
    boolean[] found = {false};
    Set<Expr> targets = Collections.newSetFromMap(new IdentityHashMap<>());
    Walk.statements(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Return(_, var value) && value.isPresent()) {
            found[0] |= returns(value.get(), name);
          } else if (stmt instanceof Stmt.Try attempt) {
            found[0] |=
                attempt.resources().stream()
                    .anyMatch(r -> r instanceof Stmt.Eval(_, var e) && isName(e, name));
          } else if (stmt instanceof Stmt.Declare declare) {
            found[0] |= declare.init().filter(each -> isName(each, name)).isPresent();
          }
        },
        expr -> {
          if (expr instanceof Expr.Assign assign) {
            targets.add(assign.target());
          }
          found[0] |= !targets.contains(expr) && passes(expr, name);
        });
    return found[0];
  }

  /** In Go whatever is made of it may be what closes it, unless it was used up. */
  private boolean returns(Expr value, String name) {
    return switch (value) {
      case Expr.Sequence(_, var elements) when go ->
          elements.stream().anyMatch(each -> returns(each, name));
      case Expr.Call call when go && USES_UP.contains(call.name()) -> false;
      default -> go ? Walk.names(value).anyMatch(name::equals) : isName(value, name);
    };
  }

  private boolean passes(Expr expr, String name) {
    return switch (expr) {
      case Expr.Call call ->
          (call.args().stream().anyMatch(arg -> isName(arg.value(), name)) && !leavesOpen(call))
              || (call.receiver().filter(each -> isPart(each, name)).isPresent()
                  && CLOSES.contains(call.name()));
      case Expr.New created ->
          created.args().stream().anyMatch(arg -> isPart(arg.value(), name))
              || created.body().isPresent();
      case Expr.Assign assign -> isPart(assign.value(), name);
      case Expr.Sequence(_, var elements) -> elements.stream().anyMatch(e -> isName(e, name));
      case Expr.Mapping mapping -> mapping.values().stream().anyMatch(e -> isName(e, name));
      case Expr.Conditional conditional ->
          isName(conditional.then(), name) || isName(conditional.otherwise(), name);
      default -> false;
    };
  }

  private boolean leavesOpen(Expr.Call call) {
    return go
        && call.receiver().isPresent()
        && call.receiver().get() instanceof Expr.Name(_, var id)
        && LEAVES_OPEN.matcher(unit.imports().getOrDefault(id, "")).matches();
  }

  /** In Go a response is closed by its body, and a part may be all that is kept of it. */
  private boolean isPart(Expr expr, String name) {
    return isName(expr, name)
        || (go && expr instanceof Expr.Member(_, var target, _, _) && isName(target, name));
  }

  private static boolean isName(Expr expr, String name) {
    return switch (expr) {
      case Expr.Name(_, var id) -> id.equals(name);
      case Expr.Await await -> isName(await.operand(), name);
      case Expr.Cast cast -> isName(cast.operand(), name);
      case Expr.Unary(_, var op, var operand) when op.startsWith("&") -> isName(operand, name);
      default -> false;
    };
  }
}
