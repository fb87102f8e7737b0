package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Interprets expressions. */
final class Evaluator {

  private static final Set<String> SELF = Set.of("this", "self", "cls");
  private static final Set<String> YES_OR_NO =
      Set.of("==", "!=", "<", ">", "<=", ">=", "in", "not in", "instanceof", "is", "is not");

  private final Machine machine;
  private final Set<String> looking = new java.util.HashSet<>();

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
      case Expr.Name(_, var id) -> name(id, state);
      case Expr.Member member -> member(member, state);
      case Expr.Index(_, var target, var index) -> index(target, index, state);
      case Expr.Call call -> machine.caller.call(call, state);
      case Expr.New created -> machine.caller.create(created, state);
      case Expr.Binary binary -> binary(binary, state);
      case Expr.Unary(_, var op, var operand) -> unary(op, operand, state);
      case Expr.Conditional conditional -> conditional(conditional, state);
      case Expr.Assign assign -> assign(assign, state);
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

  private Value name(String id, State state) {
    var frame = machine.frame();
    if (SELF.contains(id)) {
      return frame.self == 0
          ? Value.typed(frame.function.owner())
          : Value.at(frame.self, frame.function.owner());
    }
    Value local = state.get(id);
    if (local != null) {
      return frame.escaping.contains(id) ? local.notConstant() : local;
    }
    Value outer = frame.outer.get(id);
    if (outer == null) {
      outer = machine.globals.get(id);
    }
    if (outer != null) {
      return machine.program.isStable(id) && !outer.isNull() ? outer : outer.notConstant();
    }
    Optional<Value> field = field(id, state);
    if (field.isPresent()) {
      return field.get();
    }
    String path = machine.unit.imports().get(id);
    if (path != null && machine.isJava()) {
      return Value.global(id);
    }
    return Value.global(path == null ? id : path);
  }

  /** A field of the surrounding type, named without {@code this}. */
  private Optional<Value> field(String id, State state) {
    var frame = machine.frame();
    if (!machine.isJava()) {
      return Optional.empty();
    }
    if (state.shape(Value.at(frame.self, "")) instanceof Shape.Entries fields
        && fields.known().containsKey(id)) {
      return Optional.of(somewhere(fields.get(id)));
    }
    var declared = machine.program.field(frame.function.owner(), id);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    Value known = Value.typed(declared.get().type());
    Optional<Expr> init = declared.get().init();
    if (init.isPresent() && machine.program.isStable(id) && looking.add(id)) {
      Value[] found = {known};
      machine.quietly(() -> found[0] = eval(init.get(), state));
      looking.remove(id);
      known = found[0].type().isEmpty() ? found[0].withType(declared.get().type()) : found[0];
      known = known.isNull() ? known.notConstant() : known;
    }
    return Optional.of(known);
  }

  private Value member(Expr.Member member, State state) {
    Value target = eval(member.target(), state);
    if (target.isNull() && !member.optional() && !member.name().startsWith("__")) {
      missing(member.target(), member.line(), state);
    }
    if (state.shape(target) instanceof Shape.Entries fields
        && fields.known().containsKey(member.name())) {
      return somewhere(fields.get(member.name()));
    }
    for (String key : Caller.keys(target, member.target(), member.name(), machine.rules)) {
      Integer bits = machine.rules.sources.get(key);
      if (bits != null) {
        return Value.tainted(bits);
      }
      Integer local = machine.rules.locals.get(key);
      if (local != null) {
        return Value.fromCaller(local);
      }
      String type = machine.rules.returns.get(key);
      if (type != null) {
        return Value.typed(type);
      }
    }
    if (member.name().equals("length") || member.name().equals("size")) {
      return Value.UNKNOWN;
    }
    Value whole = state.deep(target).dangers();
    if (!target.path().isEmpty()) {
      return whole.path(path(target.path(), member.name()));
    }
    return machine
        .program
        .field(target.type(), member.name())
        .filter(_ -> machine.program.declares(target.type()))
        .map(field -> whole.withType(field.type()))
        .orElse(whole);
  }

  /** What an object holds may have been changed by anybody who has it: null is not for sure. */
  private static Value somewhere(Value value) {
    return value.isNull() ? value.notConstant() : value;
  }

  private String path(String path, String name) {
    return machine.isJava() && Character.isUpperCase(name.charAt(0)) ? name : path + "." + name;
  }

  /** A member of what is not there is asked for. */
  void missing(Expr target, int line, State state) {
    machine.alarm("null-dereference", line, true);
    if (target instanceof Expr.Name(_, var id)) {
      state.set(id, Value.UNKNOWN);
    }
  }

  private Value index(Expr target, Expr index, State state) {
    Value list = eval(target, state);
    if (list.isNull() && !machine.isJava()) {
      missing(target, target.line(), state);
    }
    Value key = eval(index, state);
    if (!list.path().isEmpty() || !list.type().isEmpty()) {
      Integer bits =
          machine.rules.sources.get((list.path().isEmpty() ? list.type() : list.path()) + ".[]");
      if (bits != null) {
        return Value.tainted(bits);
      }
    }
    return somewhere(machine.library.at(list, key, state));
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
    all = all.withHead(head.toString());
    return text ? all.withinText() : all;
  }

  private Value template(List<Expr> parts, State state) {
    var values = parts.stream().map(each -> eval(each, state)).toList();
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
      if (key.isConstant()) {
        known.put(key.constant(), value);
      } else {
        rest = rest.plus(state.deep(value).dangers());
      }
    }
    return store(new Shape.Entries(known, rest), "{}", state);
  }

  private Value assign(Expr.Assign assign, State state) {
    Value value = eval(assign.value(), state);
    if (!assign.op().equals("=")) {
      Value before = eval(assign.target(), state);
      String op = assign.op().substring(0, assign.op().length() - 1);
      value =
          op.equals("??") || op.equals("||") || op.equals("&&")
              ? Value.join(before, value)
              : operate(op, before, value, state);
    }
    assign(assign.target(), value, state, assign.line());
    return value;
  }

  void assign(Expr target, Value value, State state, int line) {
    switch (target) {
      case Expr.Name(_, var id) -> {
        named(id, value, state, line);
        variable(id, value, state);
      }
      case Expr.Member(_, var object, var name, _) -> {
        Value owner = eval(object, state);
        if (owner.isNull()) {
          missing(object, line, state);
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
        Value list = eval(object, state);
        Value key = eval(index, state);
        if (key.constant() instanceof String name) {
          named(name, value, state, line);
        }
        if (!machine.library.put(list, key, value, state)
            && object instanceof Expr.Name(_, var id)
            && state.get(id) != null) {
          state.set(id, list.notConstant().plus(state.deep(value).dangers()));
        }
      }
      case Expr.Sequence(_, var elements) -> {
        for (int i = 0; i < elements.size(); i++) {
          Value part = machine.library.at(value, Value.of((long) i), state);
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
      default -> eval(target, state);
    }
  }

  private Value property(Value object, String name, State state) {
    state.set("$taken", object.isNull() ? Value.UNKNOWN : object);
    return member(new Expr.Member(0, new Expr.Name(0, "$taken"), name, true), state);
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
    for (var each : machine.rules.named) {
      if ((state.deep(value).taint() & each.danger().bit()) != 0
          && each.name().matcher(name).find()) {
        machine.alarm(each.rule(), line, true);
      }
    }
    if (value.constant() instanceof String text && Credentials.isOne(name, text)) {
      machine.alarm("hard-coded-credentials", line, true);
    }
  }
}
