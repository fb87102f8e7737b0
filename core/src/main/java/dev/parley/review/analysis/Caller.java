package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Interprets calls: of functions of the file, of what is known of libraries, and of others. */
final class Caller {

  /** What begins with the same text as its argument. */
  private static final Pattern OPENS =
      Pattern.compile("getResource(?:AsStream)?|ok|body|entity|just|create|of|get|requireNonNull");

  /** What a Java lambda is called by. */
  private static final Set<String> FUNCTIONAL = Set.of("apply", "get", "test", "accept", "call");

  private final Machine machine;
  private final CallResults results;

  Caller(Machine machine) {
    this.machine = machine;
    this.results = new CallResults(machine);
  }

  Value call(Expr.Call call, State state) {
    if (call.receiver().isEmpty()) {
      return unqualified(call, state);
    }
    Expr receiver = call.receiver().get();
    Value on = machine.evaluator.eval(receiver, state);
    if (on.isNull() && !call.optional() && results.failsOnNull(call, receiver, on)) {
      machine.lookups.missing(receiver, call.line(), state);
    }
    var args = arguments(call.args(), state);
    if (call.name().isEmpty()) {
      return on.closure() != null
          ? machine.invocation.invoke(on.closure(), args, state)
          : unknown(call, on, args, state);
    }
    if (on.closure() != null && machine.isJava() && FUNCTIONAL.contains(call.name())) {
      return machine.invocation.invoke(on.closure(), args, state);
    }
    Set<String> keys = RuleKeys.of(on, receiver, call.name(), machine.rules);
    Optional<Value> local = local(call, on, args, state);
    Value result = local.orElseGet(() -> outside(call, on, args, keys, state));
    Value given = local.isPresent() ? Value.UNKNOWN : result;
    for (String key : keys) {
      given = given.plus(machine.rules.origin(key + ".out").orElse(Value.UNKNOWN));
    }
    results.out(call.args(), given, state);
    if (given.isDangerous()
        && machine.isGo()
        && call.name().equals("Read")
        && !call.args().isEmpty()) {
      machine.go.filled(call.args().getFirst().value(), given, state);
    }
    return result;
  }

  private Value unqualified(Expr.Call call, State state) {
    var args = arguments(call.args(), state);
    String name = call.name();
    Value function =
        machine.isJava()
            ? Value.UNKNOWN
            : machine.evaluator.eval(new Expr.Name(call.line(), name), state);
    if (function.closure() != null) {
      return machine.invocation.invoke(function.closure(), args, state);
    }
    if (function.isNull() && machine.isScript() && !name.equals("super")) {
      machine.lookups.missing(new Expr.Name(call.line(), name), call.line(), state);
    }
    if (machine.isJava()) {
      var targets = machine.program.targets(machine.frame().function.owner(), name, args.size());
      if (targets.isEmpty()) {
        targets = machine.program.targets("", name, args.size());
      }
      if (!targets.isEmpty()) {
        return machine.invocation.runAll(targets, machine.frame().self, args, state);
      }
    }
    if (name.equals("require")
        && args.size() == 1
        && args.getFirst().constant() instanceof String module) {
      return Value.global(module.startsWith("node:") ? module.substring(5) : module);
    }
    String path = function.path().isEmpty() ? name : function.path();
    if (machine.program.declares(path)) {
      return machine.creation.create(
          new Expr.New(call.line(), path, call.args(), Optional.empty()), state);
    }
    var keys = new LinkedHashSet<>(List.of(path));
    if (machine.isRust()) {
      keys.addAll(RuleKeys.endings(path, 1));
    }
    Value result = outside(call, Value.UNKNOWN, args, keys, state);
    results.out(call.args(), result, state);
    return result;
  }

  List<Value> arguments(List<Expr.Arg> args, State state) {
    var values = new ArrayList<Value>();
    for (Expr.Arg arg : args) {
      Value value = machine.evaluator.eval(arg.value(), state);
      machine.assignments.labelled(arg.name(), value, arg.value().line());
      values.add(arg.spread() ? state.deep(value).dangers() : value);
    }
    return values;
  }

  /** A method of this file. */
  private Optional<Value> local(Expr.Call call, Value on, List<Value> args, State state) {
    if (state.shape(on) instanceof Shape.Entries object) {
      Value.Closure member = object.get(call.name()).closure();
      if (member != null) {
        return Optional.of(machine.invocation.invoke(member, args, state));
      }
    }
    boolean own = machine.program.declares(on.type());
    boolean named = on.type().isEmpty() && machine.program.declares(on.path());
    boolean anonymous = on.type().isEmpty() && on.path().isEmpty() && !on.isConstant();
    if (!own && !named) {
      return Optional.empty();
    }
    String owner = own ? on.type() : on.path();
    var targets = machine.program.targets(owner, call.name(), args.size());
    if (targets.isEmpty() && machine.isJava()) {
      return implied(call, on, owner, state);
    }
    return targets.isEmpty() || anonymous
        ? Optional.empty()
        : Optional.of(machine.invocation.runAll(targets, on.ref(), args, state));
  }

  /** What Java itself gives a type: an enum's {@code valueOf}, a record's accessors. */
  private Optional<Value> implied(Expr.Call call, Value on, String owner, State state) {
    if (call.name().equals("valueOf") && machine.program.isEnum(owner)) {
      return Optional.of(Value.typed(owner));
    }
    boolean accessor =
        call.args().isEmpty()
            && machine.program.field(owner, call.name()).isPresent()
            && state.shape(on) instanceof Shape.Entries fields
            && fields.known().containsKey(call.name());
    return accessor
        ? Optional.of(
            machine.lookups.member(
                new Expr.Member(call.line(), call.receiver().orElseThrow(), call.name(), true),
                state))
        : Optional.empty();
  }

  /** A call of what is not in this file. */
  private Value outside(Expr.Call call, Value on, List<Value> args, Set<String> keys, State state) {
    int stopped = machine.checks.call(keys, call.args(), args, call.line(), state);
    stopped |= machine.asks.call(keys, call, on, args, state);
    if (machine.isInLoop()) {
      keys.stream()
          .map(machine.rules.inLoop::get)
          .filter(java.util.Objects::nonNull)
          .findFirst()
          .ifPresent(rule -> machine.alarm(rule, call.line(), true));
    }
    for (String key : keys) {
      Optional<Value> origin = machine.rules.origin(key);
      if (origin.isPresent()) {
        machine.library.fill(args, origin.get(), state);
        for (Expr.Arg arg : call.args()) {
          if (arg.value() instanceof Expr.Name(_, var id)) {
            machine.assignments.named(id, origin.get(), call.line());
          }
        }
        // What is read through a reader is from outside if that is what it reads.
        return origin.get().plus(on.dangers());
      }
    }
    for (String key : keys) {
      Integer cleaned = machine.rules.cleaners.get(key);
      if (cleaned != null) {
        return results.typed(merged(on, args, state).without(cleaned), args, keys);
      }
    }
    if (keys.stream().anyMatch(machine.rules.ends::contains)) {
      state.die();
    }
    if (keys.stream().anyMatch(machine.rules.tracked::contains)) {
      return machine.library.tracked(on.path(), args, state);
    }
    remember(call, args, state);
    Optional<Value> known =
        machine.isGo()
            ? machine.go.call(call, on, args, state)
            : machine.isRust() ? machine.rust.call(call, on, args, state) : Optional.empty();
    if (known.isEmpty()) {
      known = machine.methods.call(on, call.name(), args, state);
    }
    Value result = known.orElseGet(() -> unknown(call, on, args, state));
    return results.typed(result.without(stopped), args, keys);
  }

  private void remember(Expr.Call call, List<Value> args, State state) {
    Object first = args.isEmpty() ? "" : args.getFirst().constant();
    boolean typed = call.name().equals("type") && first instanceof String;
    if (call.name().equals("setContentType") || call.name().equals("contentType") || typed) {
      state.set("$contentType", Value.of(first instanceof String ? first : ""));
    } else if (first instanceof String header
        && header.equalsIgnoreCase("content-type")
        && args.size() == 2) {
      Object type = args.get(1).constant();
      state.set("$contentType", Value.of(type instanceof String ? type : ""));
    } else if (call.name().equals("load") && call.receiver().isPresent()) {
      Value into = machine.evaluator.eval(call.receiver().get(), state);
      Object name = args.isEmpty() ? "" : args.getFirst().head();
      machine.library.load(into, String.valueOf(name), state);
    }
  }

  Value merged(Value on, List<Value> args, State state) {
    return state.deep(on).dangers().plus(state.dangers(args));
  }

  /** What goes in may come out, and what is set on an object may be in it. */
  private Value unknown(Expr.Call call, Value on, List<Value> args, State state) {
    Value given = merged(on, Finders.isOne(call, on, args) ? List.of() : args, state);
    Value all = given.without(Escapes.byName(call.name()));
    for (Value arg : args) {
      if (arg.closure() != null) {
        all = all.plus(machine.invocation.callback(arg.closure(), on, state).dangers());
      }
    }
    var variable = Library.variable(call.receiver());
    if (variable.isPresent()
        && Library.puts(call.name())
        && state.get(variable.get()) != null
        && !Checks.isChannel(on.type())) {
      state.set(variable.get(), on.notConstant().plus(merged(Value.UNKNOWN, args, state)));
    }
    machine.library.fill(args, all.dangers(), state);
    if (OPENS.matcher(call.name()).matches() && args.size() == 1) {
      all = all.withHead(args.getFirst().head());
    }
    return results.isLookup(call, on) ? Value.UNKNOWN : all.path("");
  }

  /** A property of something outside gets a value. */
  void stored(Value owner, Expr written, String name, Value value, int line) {
    boolean others = owner.taint() == 0 && (value.taint() | value.weak()) != 0;
    if (others && name.equals("innerHTML") && (value.weak() & Danger.XSS.bit()) != 0) {
      machine.alarm("unescaped-html", line, true);
    }
    machine.checks.stored(RuleKeys.of(owner, written, name, machine.rules), value, line);
  }

  void returned(Value value, int line) {
    machine.checks.returned(value, line);
  }
}
