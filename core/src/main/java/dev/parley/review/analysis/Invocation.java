package dev.parley.review.analysis;

import dev.parley.review.syntax.FunctionDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows calls into functions of the file, with what they are given. */
final class Invocation {

  private final Machine machine;

  Invocation(Machine machine) {
    this.machine = machine;
  }

  Value runAll(List<FunctionDecl> targets, int self, List<Value> args, State state) {
    Value result = null;
    var after = Frame.dead();
    for (FunctionDecl target : targets) {
      var inner = state.copy();
      Value value = enter(target, self, args, Map.of(), inner);
      result = result == null ? value : Value.join(result, value);
      after.join(inner);
    }
    if (after.live()) {
      state.become(after);
    }
    return result == null ? Value.UNKNOWN : result;
  }

  Value invoke(Value.Closure closure, List<Value> args, State state) {
    Map<String, Value> outer =
        closure.frame() == machine.frame().id
            ? machine.executor.visible(state)
            : closure.captured();
    return enter(closure.function(), closure.self(), args, outer, state);
  }

  private Value enter(
      FunctionDecl function, int self, List<Value> args, Map<String, Value> outer, State state) {
    if (!machine.canEnter(function)) {
      return state.dangers(args);
    }
    var vars = new HashMap<String, Value>();
    for (int i = 0; i < function.params().size(); i++) {
      var param = function.params().get(i);
      Value given = i < args.size() ? args.get(i) : Value.UNKNOWN;
      // Whether it is null may hang together with what else the function looks at.
      given = given.isNull() ? given.notConstant() : given;
      if (Types.isNumber(param.type())) {
        given = given.without(Danger.OUTSIDE);
      } else if (given.type().isEmpty()) {
        given = given.withType(param.type());
      }
      if (param.names().size() == 1) {
        vars.put(param.name(), given);
      } else {
        Value parts = state.deep(given).dangers();
        param.names().forEach(name -> vars.put(name, parts));
      }
    }
    return machine.run(function, self, vars, outer, state);
  }

  Value callback(Value.Closure closure, Value on, State state) {
    var function = closure.function();
    if (!machine.canEnter(function)) {
      return Value.UNKNOWN;
    }
    Value element = machine.library.element(on, state).dangers();
    var args = new ArrayList<Value>();
    for (var param : function.params()) {
      Value entry = Entries.param(param, machine, false);
      args.add(entry.type().isEmpty() ? element : entry);
    }
    var inner = state.copy();
    Value result = invoke(closure, args, inner);
    state.join(inner);
    return result;
  }
}
