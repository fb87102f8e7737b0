package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.Map;
import java.util.regex.Pattern;

/** Interprets what is written: to variables, members, elements and patterns of them. */
final class Assignments {

  private static final Pattern SECRET =
      Pattern.compile("[a-zA-Z].*[0-9!@#$%^&*]|[0-9!@#$%^&*].*[a-zA-Z]");

  private final Machine machine;

  Assignments(Machine machine) {
    this.machine = machine;
  }

  Value assign(Expr.Assign assign, State state) {
    Value value = machine.evaluator.eval(assign.value(), state);
    if (!assign.op().equals("=")) {
      Value before = machine.evaluator.eval(assign.target(), state);
      String op = assign.op().substring(0, assign.op().length() - 1);
      value =
          op.equals("??") || op.equals("||") || op.equals("&&")
              ? Value.join(before, value)
              : machine.evaluator.operate(op, before, value, state);
    }
    assign(assign.target(), value, state, assign.line());
    if (assign.op().equals("=") && assign.target() instanceof Expr.Name(_, var name)) {
      Views.of(assign.value()).ifPresent(view -> state.view(name, view.of(), view.bits()));
    }
    machine.conditions.answered(assign, state);
    return value;
  }

  void assign(Expr target, Value value, State state, int line) {
    switch (target) {
      case Expr.Name(_, var id) -> {
        named(id, value, state, line);
        variable(id, value, state);
        state.unasked(id);
      }
      case Expr.Member(_, var object, var name, _) -> {
        Value owner = machine.evaluator.eval(object, state);
        if (owner.isNull()) {
          machine.lookups.missing(object, line, state);
        }
        named(name, value, state, line);
        machine.caller.stored(owner, object, name, state.deep(value), line);
        if (state.shape(owner) instanceof Shape.Entries fields) {
          state.put(owner.ref(), fields.put(name, value));
        } else if (owner.ref() != 0) {
          state.put(owner.ref(), new Shape.Entries(Map.of(name, value), Value.UNKNOWN));
        } else if (object instanceof Expr.Name(_, var id)
            && state.get(id) != null
            && owner.type().isEmpty()) {
          state.set(id, owner.plus(value.dangers()));
        }
      }
      case Expr.Index(_, var object, var index) -> {
        Value list = machine.evaluator.eval(object, state);
        if (list.isNull() && machine.isGo()) {
          machine.lookups.missing(object, line, state);
        }
        Value key = machine.evaluator.eval(index, state);
        if (key.constant() instanceof String name) {
          named(name, value, state, line);
        } else if (object instanceof Expr.Name(_, var id) && !value.isConstant()) {
          named(id, value, state, line);
        }
        if (!machine.library.put(list, key, value, state)
            && object instanceof Expr.Name(_, var id)
            && state.get(id) != null
            && !(list.isNull() && machine.isGo())) {
          state.set(id, list.notConstant().plus(state.deep(value).dangers()));
        }
      }
      case Expr.Sequence(_, var elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          Value part =
              machine.isGo() ? machine.go.result(value, i, elements, state) : at(value, i, state);
          assign(elements.get(i), part.isNull() ? part.notConstant() : part, state, line);
        }
      }
      case Expr.Mapping(_, var keys, var values) -> {
        for (int i = 0; i < keys.size(); i++) {
          Expr key = keys.get(i);
          Value part =
              key instanceof Expr.Literal(_, var name) && name instanceof String text
                  ? property(value, text, state)
                  : state.deep(value).dangers();
          assign(values.get(i), part, state, line);
        }
      }
      default -> machine.evaluator.eval(target, state);
    }
  }

  private Value at(Value value, int i, State state) {
    return machine.library.at(value, Value.of((long) i), state);
  }

  private Value property(Value object, String name, State state) {
    state.set("$taken", object.isNull() ? Value.UNKNOWN : object);
    return machine.lookups.member(
        new Expr.Member(0, new Expr.Name(0, "$taken"), name, true), state);
  }

  private void variable(String id, Value value, State state) {
    var frame = machine.frame();
    boolean isField =
        machine.isJava()
            && state.get(id) == null
            && machine.program.field(frame.function.owner(), id).isPresent();
    if (isField && frame.self != 0) {
      var fields =
          state.shape(Value.at(frame.self, "")) instanceof Shape.Entries entries
              ? entries
              : Shape.Entries.EMPTY;
      state.put(frame.self, fields.put(id, value));
      return;
    }
    Value before = state.get(id);
    Value kept =
        before != null && value.type().isEmpty() && machine.isJava()
            ? value.withType(before.type())
            : value;
    if (before != null && Types.isNumber(before.type())) {
      kept = kept.without(Danger.OUTSIDE);
    }
    state.set(id, kept);
  }

  /** Something gets a name that says what it is for. */
  void named(String name, Value value, State state, int line) {
    named(name, state.deep(value), line);
    if (value.constant() instanceof String text
        && (Credentials.isOne(name, text) || Credentials.inAddress(text))) {
      machine.alarm("hard-coded-credentials", line, true);
    }
  }

  /** A value in a mapping, or a keyword argument: labels are more often found there. */
  void labelled(String name, Value value, int line) {
    if (value.constant() instanceof String text
        && SECRET.matcher(text).find()
        && (name.equals("pass") || Credentials.isOne(name, text))
        && !text.contains(" ")) {
      machine.alarm("hard-coded-credentials", line, true);
    }
  }

  /** Something that can be guessed gets a name that says that it must not be. */
  void named(String name, Value value, int line) {
    for (var each : machine.rules.named) {
      if ((value.taint() & each.danger().bit()) != 0 && each.name().matcher(name).find()) {
        machine.alarm(each.rule(), line, true);
      }
    }
  }
}
