package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.TypeDecl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Interprets the making of objects. */
final class Creation {

  private final Machine machine;
  private final Set<String> creating = new HashSet<>();

  Creation(Machine machine) {
    this.machine = machine;
  }

  Value create(Expr.New created, State state) {
    var args = machine.caller.arguments(created.args(), state);
    String type = created.type();
    Set<String> keys = new LinkedHashSet<>(List.of("new " + type));
    String imported = machine.unit.imports().get(type);
    if (imported != null) {
      keys.add("new " + imported);
    }
    int stopped = machine.checks.call(keys, created.args(), args, created.line(), state);
    machine.asks.call(keys, created.args(), args, created.line(), state);
    if (machine.program.type(type).isPresent()) {
      return hasNames(created) ? struct(created, args, state) : instance(type, args, state);
    }
    if (hasNames(created)) {
      return struct(created, args, state);
    }
    if (keys.stream().anyMatch(machine.rules.tracked::contains)) {
      return machine.library.tracked(type, args, state);
    }
    if (machine.isScript() && type.equals("Request") && !args.isEmpty()) {
      return request(args.getFirst(), state);
    }
    Optional<Value> known = machine.library.create(type, args, state);
    if (known.isPresent()) {
      return known.get();
    }
    for (String key : keys) {
      Integer cleaned = machine.rules.cleaners.get(key);
      if (cleaned != null) {
        stopped |= cleaned;
      }
    }
    Value all = machine.caller.merged(Value.UNKNOWN, args, state).without(stopped).withType(type);
    return args.isEmpty() ? all : all.withHead(args.getFirst().head());
  }

  /**
   * A request that this program makes is not one that it was sent, unless it is a copy of that one.
   * Where it goes is said by the address alone.
   */
  private static Value request(Value address, State state) {
    boolean copy = address.type().equals("Request");
    return state.deep(address).dangers().withType(copy ? "Request" : "").withHead(address.head());
  }

  /** A struct whose fields are named; what the rest of it is comes from another, if at all. */
  private Value struct(Expr.New created, List<Value> args, State state) {
    var known = new HashMap<Object, Value>();
    Value rest = Value.UNKNOWN;
    for (int i = 0; i < args.size(); i++) {
      String name = created.args().get(i).name();
      Value value = args.get(i);
      if (name.isEmpty()) {
        rest = rest.plus(state.deep(value).dangers());
      } else {
        machine.assignments.named(name, value, state, created.args().get(i).value().line());
        machine.caller.stored(
            Value.typed(created.type()),
            created,
            name,
            state.deep(value),
            created.args().get(i).value().line());
        known.put(name, value.isNull() ? value.notConstant() : value);
      }
    }
    return machine.evaluator.store(new Shape.Entries(known, rest), created.type(), state);
  }

  private boolean hasNames(Expr.New created) {
    return (machine.isGo() || machine.isRust())
        && created.args().stream().anyMatch(arg -> !arg.name().isEmpty());
  }

  private Value instance(String type, List<Value> args, State state) {
    Value self = machine.evaluator.store(Shape.Entries.EMPTY, type, state);
    // A type may hold objects of its own kind.
    if (!creating.add(type)) {
      return self;
    }
    var components = new ArrayList<String>();
    for (Stmt member : machine.program.type(type).map(TypeDecl::members).orElse(List.of())) {
      if (member instanceof Stmt.Declare(_, var name, _, var init, _, _)) {
        if (init.isPresent()) {
          Value value = machine.evaluator.eval(init.get(), state);
          field(self, name, value.isNull() ? value.notConstant() : value, state);
        } else {
          components.add(name);
        }
      }
    }
    var constructors = machine.program.targets(type, FunctionDecl.INIT, args.size());
    if (!constructors.isEmpty()) {
      machine.invocation.runAll(constructors, self.ref(), args, state);
    } else if (components.size() == args.size()) {
      for (int i = 0; i < args.size(); i++) {
        field(self, components.get(i), args.get(i), state);
      }
    } else if (state.shape(self) instanceof Shape.Entries fields) {
      state.put(self.ref(), fields.plus(machine.caller.merged(Value.UNKNOWN, args, state)));
    }
    creating.remove(type);
    return self;
  }

  private static void field(Value self, String name, Value value, State state) {
    if (state.shape(self) instanceof Shape.Entries fields) {
      state.put(self.ref(), fields.put(name, value));
    }
  }
}
