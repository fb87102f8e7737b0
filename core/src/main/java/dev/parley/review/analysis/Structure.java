package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told from the shape of the code alone. */
final class Structure {

  private static final Set<String> BROAD =
      Set.of(
          "Exception",
          "Throwable",
          "RuntimeException",
          "IOException",
          "SQLException",
          "BaseException",
          "Error");
  private static final Set<String> CLOSES =
      Set.of("close", "end", "destroy", "release", "disconnect", "quit", "shutdown");
  private static final Pattern IGNORED = Pattern.compile("(?i)ignore\\w*|expected|unused|_+");

  private final SourceUnit unit;
  private final RuleBook.Family rules;
  private final Set<Alarm> alarms;
  private String symbol = "";

  private Structure(SourceUnit unit, RuleBook.Family rules, Set<Alarm> alarms) {
    this.unit = unit;
    this.rules = rules;
    this.alarms = alarms;
  }

  static void check(SourceUnit unit, Program program, RuleBook.Family rules, Set<Alarm> alarms) {
    var structure = new Structure(unit, rules, alarms);
    structure.body("", unit.body());
    program.methods().forEach(method -> structure.body(method.name(), method.body()));
    Walk.statements(
        unit.body(),
        stmt -> {
          if (stmt instanceof Stmt.Define(_, var function) && function.owner().isEmpty()) {
            structure.body(function.name(), function.body());
          }
        },
        expr -> {
          if (expr instanceof Expr.Lambda(_, FunctionDecl function)) {
            structure.body(function.name(), function.body());
          }
        });
  }

  private void body(String name, List<Stmt> body) {
    symbol = name;
    sequence(body);
    Walk.shallow(body, this::statement, _ -> {});
    leaks(body);
  }

  private void alarm(String rule, int line) {
    alarms.add(new Alarm(rule, line, symbol, true));
  }

  private void statement(Stmt stmt) {
    switch (stmt) {
      case Stmt.If branch -> {
        condition(branch.condition());
        sequence(branch.then());
        sequence(branch.otherwise());
      }
      case Stmt.Loop loop -> {
        loop.condition().ifPresent(this::condition);
        sequence(loop.body());
      }
      case Stmt.ForEach each -> sequence(each.body());
      case Stmt.Block block -> sequence(block.body());
      case Stmt.Switch choice -> choice.cases().forEach(each -> sequence(each.body()));
      case Stmt.Try attempt -> {
        sequence(attempt.body());
        sequence(attempt.last());
        attempt.catches().forEach(this::handler);
      }
      default -> {}
    }
  }

  /** Nothing but declarations stands behind what never goes on. */
  private void sequence(List<Stmt> body) {
    for (int i = 0; i + 1 < body.size() && !unit.broken(); i++) {
      boolean ends =
          switch (body.get(i)) {
            case Stmt.Return _, Stmt.Throw _, Stmt.Jump _ -> true;
            default -> false;
          };
      Stmt next = body.get(i + 1);
      boolean code =
          !(next instanceof Stmt.Define
              || next instanceof Stmt.DefineType
              || next instanceof Stmt.Jump
              || (next instanceof Stmt.Declare declare && declare.init().isEmpty())
              || (next instanceof Stmt.Eval(_, Expr.Other(_, var parts)) && parts.isEmpty()));
      if (ends && code) {
        alarm("unreachable-code", next.line());
        return;
      }
    }
  }

  private void handler(Stmt.Catch handler) {
    sequence(handler.body());
    boolean empty =
        handler.body().stream()
            .allMatch(
                stmt -> stmt instanceof Stmt.Eval(_, Expr.Other(_, var parts)) && parts.isEmpty());
    boolean broad = handler.types().isEmpty() || handler.types().stream().anyMatch(BROAD::contains);
    boolean meant =
        handler.commented()
            || handler.name().filter(name -> IGNORED.matcher(name).matches()).isPresent()
            || (unit.language().family().equals("js") && handler.name().isEmpty());
    if (empty && broad && !meant) {
      alarm("swallowed-error", handler.line());
    }
  }

  private void condition(Expr condition) {
    if (condition instanceof Expr.Assign assign
        && assign.op().equals("=")
        && (assign.value() instanceof Expr.Literal || assign.value() instanceof Expr.Null)) {
      alarm("constant-condition", condition.line());
    }
  }

  /** A variable that holds something to be closed, is never closed, and goes nowhere else. */
  private void leaks(List<Stmt> body) {
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
    for (Stmt stmt : opened) {
      String name = name(stmt);
      if (name != null && !managed.contains(stmt) && !escapes(name, body)) {
        alarm("resource-leak", stmt.line());
      }
    }
  }

  private @Nullable String name(Stmt stmt) {
    if (stmt instanceof Stmt.Declare declare && declare.init().filter(this::opens).isPresent()) {
      return declare.name();
    }
    return stmt instanceof Stmt.Eval(_, Expr.Assign(_, Expr.Name(_, var id), _, var value))
            && opens(value)
        ? id
        : null;
  }

  private boolean opens(Expr expr) {
    return switch (expr) {
      case Expr.Await await -> opens(await.operand());
      case Expr.New created -> rules.opened.containsKey("new " + created.type());
      case Expr.Call call when call.receiver().isEmpty() -> rules.opened.containsKey(call.name());
      case Expr.Call call when call.receiver().get() instanceof Expr.Name(_, var id) ->
          rules.opened.containsKey(unit.imports().getOrDefault(id, id) + "." + call.name())
              || rules.opened.containsKey(id + "." + call.name());
      default -> false;
    };
  }

  /** Whether a variable is closed, returned, stored, passed on or captured anywhere. */
  private static boolean escapes(String name, List<Stmt> body) {
    boolean[] found = {false};
    Walk.statements(
        body,
        stmt -> {
          if (stmt instanceof Stmt.Return(_, var value) && value.isPresent()) {
            found[0] |= isName(value.get(), name);
          } else if (stmt instanceof Stmt.Try attempt) {
            found[0] |=
                attempt.resources().stream()
                    .anyMatch(r -> r instanceof Stmt.Eval(_, var e) && isName(e, name));
          } else if (stmt instanceof Stmt.Declare declare) {
            found[0] |= declare.init().filter(each -> isName(each, name)).isPresent();
          }
        },
        expr -> found[0] |= passes(expr, name));
    return found[0];
  }

  private static boolean passes(Expr expr, String name) {
    return switch (expr) {
      case Expr.Call call ->
          call.args().stream().anyMatch(arg -> isName(arg.value(), name))
              || (call.receiver().filter(each -> isName(each, name)).isPresent()
                  && CLOSES.contains(call.name()));
      case Expr.New created ->
          created.args().stream().anyMatch(arg -> isName(arg.value(), name))
              || created.body().isPresent();
      case Expr.Assign assign -> isName(assign.value(), name);
      case Expr.Sequence(_, var elements) -> elements.stream().anyMatch(e -> isName(e, name));
      case Expr.Mapping mapping -> mapping.values().stream().anyMatch(e -> isName(e, name));
      case Expr.Conditional conditional ->
          isName(conditional.then(), name) || isName(conditional.otherwise(), name);
      default -> false;
    };
  }

  private static boolean isName(Expr expr, String name) {
    return switch (expr) {
      case Expr.Name(_, var id) -> id.equals(name);
      case Expr.Await await -> isName(await.operand(), name);
      case Expr.Cast cast -> isName(cast.operand(), name);
      default -> false;
    };
  }
}
