package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.Optional;

/** Interprets loops: none, one, two and many rounds become one state. */
final class LoopRuns {

  private final Machine machine;
  private final Executor executor;

  LoopRuns(Machine machine, Executor executor) {
    this.machine = machine;
    this.executor = executor;
  }

  void loop(Stmt.Loop loop, State state) {
    executor.block(loop.init(), state);
    Widening.widen(loop, state);
    machine.quietly(() -> {
      var first = state.copy();
      round(loop, first, loop.testsLast());
      state.join(first);
      var second = state.copy();
      round(loop, second, loop.testsLast());
      state.join(second);
    });
    var exits = round(loop, state, loop.testsLast());
    state.join(exits.breaks);
  }

  /** Once through a loop; afterwards the state is that behind the loop, but for breaks. */
  private Frame.Exits round(Stmt.Loop loop, State state, boolean testsLast) {
    var exits = new Frame.Exits(true);
    var behind = Frame.dead();
    if (!testsLast) {
      behind.join(leaves(loop.condition(), state));
    }
    machine.frame().exits.push(exits);
    // What goes on for ever, such as a server, does not ask again and again for one task.
    boolean counts = machine.isJava() || loop.condition().isPresent();
    if (counts) {
      machine.inLoop(() -> executor.inner(loop.body(), state));
    } else {
      executor.inner(loop.body(), state);
    }
    machine.frame().exits.pop();
    state.join(exits.continues);
    if (state.live()) {
      machine.inLoop(() -> loop.update().forEach(each -> machine.evaluator.eval(each, state)));
      behind.join(leaves(loop.condition(), state));
    }
    state.become(behind);
    return exits;
  }

  /** The state if the condition is false; what is left of the given one is that if it is true. */
  private State leaves(Optional<Expr> condition, State state) {
    if (condition.isEmpty()) {
      return Frame.dead();
    }
    Boolean value = Conditions.outcome(machine.evaluator.eval(condition.get(), state));
    var leaving = Boolean.TRUE.equals(value) ? Frame.dead() : state.copy();
    if (leaving.live()) {
      machine.conditions.refine(condition.get(), false, leaving);
    }
    if (Boolean.FALSE.equals(value)) {
      state.die();
    } else {
      machine.conditions.refine(condition.get(), true, state);
    }
    return leaving;
  }

  void forEach(Stmt.ForEach each, State state) {
    Value iterable = machine.evaluator.eval(each.iterable(), state);
    Value element = machine.library.element(iterable, state);
    if (Types.isNumber(each.type())) {
      element = element.without(Danger.OUTSIDE);
    }
    Value bound =
        each.type().isEmpty() || !element.type().isEmpty()
            ? element
            : element.withType(each.type());
    machine.quietly(() -> {
      var first = state.copy();
      pass(each, bound, first);
      state.join(first);
    });
    var behind = state.copy();
    pass(each, bound, state);
    state.join(behind);
  }

  private void pass(Stmt.ForEach each, Value element, State state) {
    var exits = new Frame.Exits(true);
    each.names().forEach(name -> state.set(name, element.notConstant()));
    machine.frame().exits.push(exits);
    machine.inLoop(() -> executor.inner(each.body(), state));
    machine.frame().exits.pop();
    state.join(exits.continues);
    state.join(exits.breaks);
  }
}
