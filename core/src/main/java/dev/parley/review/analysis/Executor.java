package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Interprets statements. */
final class Executor {

  private final Machine machine;
  private final LoopRuns loops;

  Executor(Machine machine) {
    this.machine = machine;
    this.loops = new LoopRuns(machine, this);
  }

  void block(List<Stmt> body, State state) {
    for (Stmt stmt : body) {
      if (stmt instanceof Stmt.Define(_, var function)) {
        hoist(function, state);
      }
    }
    for (Stmt stmt : body) {
      if (!state.live() || !machine.tick()) {
        return;
      }
      exec(stmt, state);
      State thrown = machine.frame().tries.peek();
      if (thrown != null) {
        thrown.join(state);
      }
    }
  }

  /** A block whose variables are gone behind it, if the language has such. */
  void inner(List<Stmt> body, State state) {
    if (!machine.isGo() && !machine.isRust()) {
      block(body, state);
      return;
    }
    var before = new java.util.HashMap<String, Optional<Value>>();
    for (Stmt stmt : body) {
      if (stmt instanceof Stmt.Declare declare) {
        before.putIfAbsent(declare.name(), Optional.ofNullable(state.get(declare.name())));
      }
    }
    block(body, state);
    before.forEach((name, value) ->
        value.ifPresentOrElse(each -> state.set(name, each), () -> state.remove(name)));
  }

  private void hoist(dev.parley.review.syntax.FunctionDecl function, State state) {
    if (function.owner().isEmpty() && !function.name().isEmpty()) {
      var closure =
          new Value.Closure(function, visible(state), machine.frame().id, machine.frame().self);
      state.set(function.name(), Value.UNKNOWN.withClosure(closure));
      machine.pending.add(closure);
    }
  }

  /** What a function that comes to be here sees: its own and its surroundings' variables. */
  Map<String, Value> visible(State state) {
    var all = new java.util.HashMap<>(machine.frame().outer);
    all.putAll(state.vars());
    return all;
  }

  void exec(Stmt stmt, State state) {
    var evaluator = machine.evaluator;
    switch (stmt) {
      case Stmt.Declare declare -> declare(declare, state);
      case Stmt.Eval(_, var expr) -> evaluator.eval(expr, state);
      case Stmt.If branch -> branch(branch, state);
      case Stmt.Loop loop -> loops.loop(loop, state);
      case Stmt.ForEach each -> loops.forEach(each, state);
      case Stmt.Switch choice -> choice(choice, state);
      case Stmt.Return(var line, var value) -> {
        Value result = value.map(each -> evaluator.eval(each, state)).orElse(Value.UNKNOWN);
        machine.caller.returned(state.deep(result), line);
        machine.frame().returns(result, state);
      }
      case Stmt.Throw(_, var value) -> {
        value.ifPresent(each -> evaluator.eval(each, state));
        state.die();
      }
      case Stmt.Jump(_, var breaks, _) -> jump(breaks, state);
      case Stmt.Try attempt -> attempt(attempt, state);
      case Stmt.Block(_, var body) -> inner(body, state);
      case Stmt.Define _ -> {}
      case Stmt.DefineType(_, var type) -> type.members().forEach(each -> member(each, state));
    }
  }

  /** Fields and initialisers; functions are entered later. */
  private void member(Stmt member, State state) {
    switch (member) {
      case Stmt.Declare(var line, var name, _, var init, _, _) when init.isPresent() ->
          machine.assignments.named(name, machine.evaluator.eval(init.get(), state), state, line);
      case Stmt.DefineType(_, var type) -> type.members().forEach(each -> member(each, state));
      case Stmt.Block(_, var body) -> block(body, state.copy());
      default -> {}
    }
  }

  private void declare(Stmt.Declare declare, State state) {
    Value value =
        declare
            .init()
            .map(init -> machine.evaluator.eval(init, state))
            .orElse(machine.isScript() ? Value.NULL : Value.UNKNOWN);
    String type = declare.type();
    if (Types.isNumber(type)) {
      value = value.without(Danger.OUTSIDE).withType(type);
    } else if (!type.isEmpty() && value.type().isEmpty()) {
      value = value.withType(type);
    }
    machine.assignments.named(declare.name(), value, state, declare.line());
    state.set(declare.name(), value);
    declare.init().flatMap(Views::of).ifPresent(v -> state.view(declare.name(), v.of(), v.bits()));
    machine.conditions.answered(declare.name(), declare.init(), state);
  }

  private void branch(Stmt.If branch, State state) {
    Value condition = machine.evaluator.eval(branch.condition(), state);
    var otherwise = state.copy();
    Boolean outcome = Conditions.outcome(condition);
    if (Boolean.TRUE.equals(outcome)) {
      otherwise.die();
    } else if (Boolean.FALSE.equals(outcome)) {
      state.die();
    }
    if (state.live()) {
      machine.conditions.refine(branch.condition(), true, state);
      inner(branch.then(), state);
    }
    if (otherwise.live()) {
      machine.conditions.refine(branch.condition(), false, otherwise);
      inner(branch.otherwise(), otherwise);
    }
    state.join(otherwise);
  }

  private void jump(boolean breaks, State state) {
    for (Frame.Exits exits : machine.frame().exits) {
      if (breaks || exits.loop) {
        (breaks ? exits.breaks : exits.continues).join(state);
        break;
      }
    }
    state.die();
  }

  private void choice(Stmt.Switch choice, State state) {
    Value subject = machine.evaluator.eval(choice.subject(), state);
    var exits = new Frame.Exits(false);
    machine.frame().exits.push(exits);
    var entry = state.copy();
    var falling = Frame.dead();
    var behind = Frame.dead();
    boolean anyMatches = false;
    boolean mayMiss = true;
    boolean known = subject.isConstant() || subject.isNull();
    for (Stmt.Case each : choice.cases()) {
      boolean sure = known && each.labels().stream().anyMatch(l -> matches(subject, l, true));
      boolean may = !known || each.labels().stream().anyMatch(l -> matches(subject, l, false));
      boolean byDefault = each.isDefault() && !(known && matchesAny(choice, subject));
      anyMatches |= sure;
      mayMiss &= !each.isDefault();
      var inside = may || byDefault ? entry.copy() : Frame.dead();
      inside.join(falling);
      if (inside.live()) {
        machine.conditions.chosen(choice.subject(), each, inside);
        inner(each.body(), inside);
      }
      if (each.fallsThrough()) {
        falling = inside;
      } else {
        behind.join(inside);
      }
    }
    machine.frame().exits.pop();
    behind.join(falling);
    behind.join(exits.breaks);
    if (mayMiss && !anyMatches) {
      behind.join(entry);
    }
    state.become(behind);
  }

  private boolean matchesAny(Stmt.Switch choice, Value subject) {
    return choice.cases().stream()
        .anyMatch(each -> each.labels().stream().anyMatch(l -> matches(subject, l, true)));
  }

  /**
   * @param surely what to say if it cannot be told
   */
  private static boolean matches(Value subject, Expr label, boolean surely) {
    if (label instanceof Expr.Literal(_, var value)) {
      Object same = Constants.binary("==", subject.constant(), value);
      return same == null ? !surely : Boolean.TRUE.equals(same);
    }
    return !surely;
  }

  private void attempt(Stmt.Try attempt, State state) {
    var thrown = state.copy();
    machine.frame().tries.push(thrown);
    block(attempt.resources(), state);
    block(attempt.body(), state);
    machine.frame().tries.pop();
    var after = Frame.dead();
    after.join(state);
    for (Stmt.Catch each : attempt.catches()) {
      var handled = thrown.copy();
      each.name().ifPresent(name -> handled.set(name, Value.typed("Throwable")));
      block(each.body(), handled);
      after.join(handled);
    }
    if (after.live()) {
      state.become(after);
      block(attempt.last(), state);
    } else {
      block(attempt.last(), thrown);
      state.die();
    }
  }
}
