package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.Optional;
import java.util.Set;

/** Interprets what is read: names, members, elements. */
final class Lookups {

  private static final Set<String> SELF = Set.of("this", "self", "cls");

  private final Machine machine;
  private final Set<String> looking = new java.util.HashSet<>();

  Lookups(Machine machine) {
    this.machine = machine;
  }

  Value name(String id, State state) {
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
      machine.quietly(() -> found[0] = machine.evaluator.eval(init.get(), state));
      looking.remove(id);
      known = found[0].type().isEmpty() ? found[0].withType(declared.get().type()) : found[0];
      known = known.isNull() ? known.notConstant() : known;
    }
    return Optional.of(known);
  }

  Value member(Expr.Member member, State state) {
    Value target = machine.evaluator.eval(member.target(), state);
    if (target.isNull()
        && !member.optional()
        && !member.name().startsWith("__")
        && !machine.isRust()) {
      missing(member.target(), member.line(), state);
    }
    if (state.shape(target) instanceof Shape.Entries fields
        && fields.known().containsKey(member.name())) {
      Value found = somewhere(fields.get(member.name()));
      return found.type().isEmpty() ? found.withType(fieldType(target, member.name())) : found;
    }
    for (String key : RuleKeys.of(target, member.target(), member.name(), machine.rules)) {
      Optional<Value> origin = machine.rules.origin(key);
      if (origin.isPresent()) {
        return origin.get();
      }
      String type = machine.rules.returns.get(key);
      if (type != null) {
        return Value.typed(type);
      }
    }
    if (member.name().equals("length") || member.name().equals("size")) {
      return Value.UNKNOWN;
    }
    if (state.shape(target) instanceof Shape.Entries fields) {
      Value mine = target.ref() == machine.frame().self ? own(member.name(), state) : Value.UNKNOWN;
      Value found = mine.plus(target.dangers()).plus(fields.rest());
      return found.type().isEmpty() ? typed(found, fieldType(target, member.name())) : found;
    }
    Value whole = state.deep(target).dangers();
    if (!target.path().isEmpty()) {
      return whole.path(path(target.path(), member.name()));
    }
    return machine
        .program
        .field(target.type(), member.name())
        .filter(_ -> machine.program.declares(target.type()))
        .filter(field ->
            machine.isJava() || machine.program.ownField(target.type(), member.name()).isPresent())
        .map(field -> typed(whole, field.type()))
        .orElseGet(() -> machine.isRust() && member.name().equals("0") ? target : whole);
  }

  /** No text fits into a number. */
  private static Value typed(Value value, String type) {
    Value known = value.withType(type);
    return Types.isNumber(type) ? known.without(Danger.OUTSIDE) : known;
  }

  /** A field of this object that nothing was written to yet. */
  private Value own(String name, State state) {
    return field(name, state).orElse(Value.UNKNOWN);
  }

  /** What an object holds may have been changed by anybody who has it: null is not for sure. */
  private static Value somewhere(Value value) {
    return value.isNull() ? value.notConstant() : value;
  }

  private String fieldType(Value target, String name) {
    return machine.isJava()
        ? ""
        : machine.program.ownField(target.type(), name).map(Stmt.Declare::type).orElse("");
  }

  private String path(String path, String name) {
    return machine.isJava() && Character.isUpperCase(name.charAt(0)) ? name : path + "." + name;
  }

  Value index(Expr target, Expr index, State state) {
    Value list = machine.evaluator.eval(target, state);
    if (list.isNull() && !machine.isJava() && !machine.isGo() && !machine.isRust()) {
      missing(target, target.line(), state);
    }
    Value key = machine.evaluator.eval(index, state);
    if (!list.path().isEmpty() || !list.type().isEmpty()) {
      Integer bits =
          machine.rules.sources.get((list.path().isEmpty() ? list.type() : list.path()) + ".[]");
      if (bits != null) {
        return Value.tainted(bits);
      }
    }
    Value found = somewhere(machine.library.at(list, key, state));
    boolean guessed = (key.taint() & Danger.RANDOM.bit()) != 0;
    return guessed ? found.notConstant().plus(Value.tainted(Danger.RANDOM.bit())) : found;
  }

  /** A member of what is not there is asked for. */
  void missing(Expr target, int line, State state) {
    machine.alarm("null-dereference", line, true);
    if (target instanceof Expr.Name(_, var id) && !machine.isQuiet()) {
      state.set(id, Value.UNKNOWN);
    }
  }
}
