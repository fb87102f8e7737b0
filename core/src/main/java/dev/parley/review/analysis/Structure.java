package dev.parley.review.analysis;

import dev.parley.review.lint.TidyingUp;
import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
  private static final Pattern IGNORED = Pattern.compile("(?i)ignore\\w*|expected|unused|_+");

  private final SourceUnit unit;
  private final Program program;
  private final RuleBook.Family rules;
  private final Set<Alarm> alarms;
  private final IgnoredErrors ignored;
  private String symbol = "";
  private boolean test;

  private Structure(SourceUnit unit, Program program, RuleBook.Family rules, Set<Alarm> alarms) {
    this.unit = unit;
    this.program = program;
    this.rules = rules;
    this.alarms = alarms;
    this.ignored = new IgnoredErrors(unit, rules);
  }

  static void check(SourceUnit unit, Program program, RuleBook.Family rules, Set<Alarm> alarms) {
    var structure = new Structure(unit, program, rules, alarms);
    structure.body(new FunctionDecl(1, "", "", List.of(), unit.body(), Set.of()));
    program.methods().forEach(structure::body);
    program.methods().forEach(structure::trusting);
    Walk.statements(
        unit.body(),
        stmt -> {
          if (stmt instanceof Stmt.Define(_, var function) && function.owner().isEmpty()) {
            structure.body(function);
            structure.polluting(function);
          }
        },
        expr -> {
          if (expr instanceof Expr.Lambda(_, FunctionDecl function)) {
            structure.body(function);
          }
        });
  }

  /** A check of certificates or host names that lets everything pass. */
  private void trusting(FunctionDecl method) {
    boolean empty =
        method.name().equals("checkServerTrusted")
            && method.modifiers().contains("public")
            && method.body().isEmpty()
            && !program.isAbstract(method.owner());
    boolean yes =
        method.name().equals("verify")
            && method.params().size() == 2
            && method.params().get(1).type().equals("SSLSession")
            && method.body().size() == 1
            && method.body().getFirst() instanceof Stmt.Return(_, var value)
            && value.filter(each -> each.equals(new Expr.Literal(each.line(), true))).isPresent();
    if ((empty || yes) && unit.language().family().equals("java")) {
      symbol = method.name();
      alarm("disabled-verification", method.line());
    }
  }

  private void polluting(FunctionDecl function) {
    int line = unit.language().family().equals("js") ? Pollution.line(function, unit) : 0;
    if (line > 0) {
      symbol = function.name();
      alarm("prototype-pollution", line);
    }
  }

  private void body(FunctionDecl function) {
    var body = function.body();
    symbol = function.name();
    test = ProductionRules.isTest(function);
    sequence(body);
    Walk.shallow(body, this::statement, _ -> {});
    new Leaks(unit, rules).lines(body).forEach(line -> alarm("resource-leak", line));
    ignored.lines(body).forEach(line -> alarm("swallowed-error", line));
  }

  private void alarm(String rule, int line) {
    if (!test || !ProductionRules.isOne(rule, true)) {
      alarms.add(new Alarm(rule, line, symbol, true));
    }
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
        if (!isBestEffort(attempt.body())) {
          attempt.catches().forEach(this::handler);
        }
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

  /** Tidying up, which is as well if there was nothing to be tidied. */
  private boolean isBestEffort(List<Stmt> body) {
    return unit.language().family().equals("js")
        && body.size() == 1
        && body.getFirst() instanceof Stmt.Eval(_, var value)
        && (value instanceof Expr.Await await ? await.operand() : value) instanceof Expr.Call call
        && TidyingUp.is(call);
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
}
