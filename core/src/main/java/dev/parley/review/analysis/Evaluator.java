package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** Interprets expressions. */
final class Evaluator {

  private static final Set<String> YES_OR_NO =
      Set.of("==", "!=", "<", ">", "<=", ">=", "in", "not in", "instanceof", "is", "is not");

  /** Of Go and Rust: addresses, early returns, and what runs at another time. */
  private static final Set<String> PASSING = Set.of("?", "&", "&mut", "defer", "go", "<-");

  private final Machine machine;

  Evaluator(Machine machine) {
    this.machine = machine;
  }

  Value eval(Expr expr, State state) {
    if (!machine.tick()) {
      return Value.UNKNOWN;
    }
    return switch (expr) {
      case Expr.Literal(_, var value) -> Value.of(value);
      case Expr.Null _ -> Value.NULL;
      case Expr.Name(_, var id) -> machine.lookups.name(id, state);
      case Expr.Member member -> machine.lookups.member(member, state);
      case Expr.Index(_, var target, var index) -> machine.lookups.index(target, index, state);
      case Expr.Call call -> machine.caller.call(call, state);
      case Expr.New created -> machine.creation.create(created, state);
      case Expr.Binary binary -> binary(binary, state);
      case Expr.Unary(_, var op, var operand) -> unary(op, operand, state);
      case Expr.Conditional conditional -> conditional(conditional, state);
      case Expr.Assign assign -> machine.assignments.assign(assign, state);
      case Expr.Await(_, var operand) -> eval(operand, state);
      case Expr.Cast(_, var type, var operand) -> cast(type, eval(operand, state));
      case Expr.Sequence(_, var elements) -> {
        var items = elements.stream().map(each -> eval(each, state)).toList();
        yield store(new Shape.Items(items, true, Value.UNKNOWN), "[]", state);
      }
      case Expr.Mapping mapping -> mapping(mapping, state);
      case Expr.Template(_, var parts) -> template(parts, state);
      case Expr.Lambda(_, var function) -> lambda(function, state);
      case Expr.Choice(_, var choice) -> machine.choose(choice, state);
      case Expr.Other(_, var parts) -> other(parts, state);
    };
  }

  Value store(Shape shape, String type, State state) {
    int ref = machine.allocate();
    state.put(ref, shape);
    return Value.at(ref, type);
  }

  private Value other(List<Expr> parts, State state) {
    Value all = Value.UNKNOWN;
    for (Expr part : parts) {
      all = all.plus(state.deep(eval(part, state)).dangers());
    }
    return all;
  }

  private Value lambda(FunctionDecl function, State state) {
    var frame = machine.frame();
    var closure =
        new Value.Closure(function, machine.executor.visible(state), frame.id, frame.self);
    machine.pending.add(closure);
    return Value.UNKNOWN.withClosure(closure);
  }

  private Value binary(Expr.Binary binary, State state) {
    String op = binary.op();
    if (op.equals("&&") || op.equals("||") || op.equals("??")) {
      return decided(binary, state);
    }
    Value left = eval(binary.left(), state);
    Value right = eval(binary.right(), state);
    return operate(op, left, right, state);
  }

  Value operate(String op, Value left, Value right, State state) {
    Object folded = Constants.binary(op, left.constant(), right.constant());
    if (folded != null) {
      return Value.of(folded);
    }
    if (YES_OR_NO.contains(op)) {
      return Value.UNKNOWN;
    }
    if (op.equals("+") || (op.equals("%") && left.constant() instanceof String)) {
      return joined(List.of(left, right), state);
    }
    return left.dangers().plus(right.dangers());
  }

  /** Pieces of a text put together. */
  Value joined(List<Value> parts, State state) {
    Value all = Value.UNKNOWN;
    boolean text = false;
    var head = new StringBuilder();
    boolean leading = true;
    for (Value part : parts) {
      Value deep = state.deep(part);
      all = all.plus(deep.dangers());
      text |= (part.constant() instanceof String s && !s.isBlank()) || !part.head().isBlank();
      if (leading) {
        head.append(part.head());
        leading = part.constant() instanceof String;
      }
    }
    all = all.withHead(head.toString()).without(machine.isJava() ? 0 : Danger.NOSQL.bit());
    return text ? all.withinText() : all;
  }

  private Value template(List<Expr> parts, State state) {
    return text(parts.stream().map(each -> eval(each, state)).toList(), state);
  }

  /** Pieces put together, to a constant if they all are. */
  Value text(List<Value> values, State state) {
    if (values.stream().allMatch(Value::isConstant)) {
      var text = new StringBuilder();
      values.forEach(each -> text.append(each.constant()));
      return Value.of(text.toString());
    }
    return joined(values, state);
  }

  /** And, or, or-else: the right side only counts if it is come to. */
  private Value decided(Expr.Binary binary, State state) {
    Value left = eval(binary.left(), state);
    boolean and = binary.op().equals("&&");
    Boolean truth = Conditions.outcome(left);
    if (truth != null && !binary.op().equals("??")) {
      return truth == and ? eval(binary.right(), state) : left;
    }
    var skipped = state.copy();
    if (binary.op().equals("??")) {
      Value right = eval(binary.right(), state);
      state.join(skipped);
      return left.isNull() ? right : Value.join(left, right);
    }
    machine.conditions.refine(binary.left(), and, state);
    Value right = eval(binary.right(), state);
    state.join(skipped);
    if (right.constant() instanceof Boolean fixed && fixed != and) {
      return machine.isJava() ? right : Value.join(left, right);
    }
    return machine.isJava() ? Value.UNKNOWN : Value.join(left.notConstant(), right);
  }

  private Value unary(String op, Expr operand, State state) {
    if (op.equals("typeof") && operand instanceof Expr.Name) {
      return Value.UNKNOWN;
    }
    Value value = eval(operand, state);
    if (PASSING.contains(op)) {
      return value.isNull() ? value.notConstant() : value;
    }
    Object folded = Constants.unary(op, value.constant());
    if (folded != null) {
      return Value.of(folded);
    }
    return switch (op) {
      case "!", "typeof", "delete" -> Value.UNKNOWN;
      case "void" -> Value.NULL;
      case "+", "-", "~" -> value.dangers().without(Danger.OUTSIDE);
      default -> value.dangers();
    };
  }

  private Value conditional(Expr.Conditional conditional, State state) {
    Value condition = eval(conditional.condition(), state);
    Boolean truth = Conditions.outcome(condition);
    if (truth != null) {
      return eval(truth ? conditional.then() : conditional.otherwise(), state);
    }
    var otherwise = state.copy();
    machine.conditions.refine(conditional.condition(), true, state);
    machine.conditions.refine(conditional.condition(), false, otherwise);
    Value one = eval(conditional.then(), state);
    Value two = eval(conditional.otherwise(), otherwise);
    state.join(otherwise);
    return Value.join(one, two);
  }

  private static Value cast(String type, Value value) {
    if (Types.isNumber(type)) {
      return value.without(Danger.OUTSIDE);
    }
    return value.ref() != 0 && !value.type().isEmpty() ? value : value.withType(type);
  }

  private Value mapping(Expr.Mapping mapping, State state) {
    var known = new HashMap<Object, Value>();
    Value rest = Value.UNKNOWN;
    for (int i = 0; i < mapping.keys().size(); i++) {
      Value key = eval(mapping.keys().get(i), state);
      Value value = eval(mapping.values().get(i), state);
      if (key.constant() instanceof String name) {
        machine.assignments.labelled(name, value, mapping.values().get(i).line());
      }
      if (key.isConstant()) {
        known.put(key.constant(), value);
      } else {
        rest = rest.plus(state.deep(value).dangers());
      }
    }
    return store(new Shape.Entries(known, rest), "{}", state);
  }
}
