package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parts of the interpreter share while they interpret one file. */
final class Machine {

  /** Enough for any file that a person wrote; keeps hostile ones from taking for ever. */
  private static final int STEPS_MAX = 600_000;

  private static final int DEPTH_MAX = 8;
  private static final int ALARMS_MAX = 500;

  final SourceUnit unit;
  final RuleBook.Family rules;
  final Program program;
  final Map<String, Map<Object, Value>> properties;
  final Evaluator evaluator = new Evaluator(this);
  final Lookups lookups = new Lookups(this);
  final Assignments assignments = new Assignments(this);
  final Executor executor = new Executor(this);
  final Caller caller = new Caller(this);
  final Invocation invocation = new Invocation(this);
  final Creation creation = new Creation(this);
  final Checks checks = new Checks(this);
  final Asks asks = new Asks(this);
  final Library library = new Library(this);
  final Methods methods = new Methods(this);
  final GoLibrary go = new GoLibrary(this);
  final RustLibrary rust = new RustLibrary(this);
  final Conditions conditions = new Conditions(this);
  final List<Value.Closure> pending = new ArrayList<>();
  final Set<FunctionDecl> invoked = Collections.newSetFromMap(new IdentityHashMap<>());
  final Map<String, Value> globals = new HashMap<>();
  private final Set<Alarm> alarms = new LinkedHashSet<>();
  private final IdentityHashMap<FunctionDecl, Set<String>> escaping = new IdentityHashMap<>();
  private final Set<FunctionDecl> running = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Frame> stack = new ArrayList<>();
  private Frame frame;
  private int steps;
  private int quiet;
  private int loops;
  private int nextRef = 1;
  private int nextFrame = 1;

  Machine(SourceUnit unit, RuleBook.Family rules, Map<String, Map<Object, Value>> properties) {
    this.unit = unit;
    this.rules = rules;
    this.properties = properties;
    this.program = new Program(unit);
    var top = new FunctionDecl(1, "", "", List.of(), unit.body(), Set.of());
    this.frame = new Frame(0, top, 0, Map.of(), escaping(top));
  }

  Frame frame() {
    return frame;
  }

  /** False once the file has taken more than its share: nothing is looked at any more. */
  boolean tick() {
    return ++steps <= STEPS_MAX;
  }

  boolean exhausted() {
    return steps > STEPS_MAX;
  }

  int allocate() {
    return nextRef++;
  }

  Set<Alarm> alarms() {
    return alarms;
  }

  void alarm(String rule, int line, boolean sure) {
    if (quiet == 0
        && alarms.size() < ALARMS_MAX
        && !(isInTest() && ProductionRules.isOne(rule, sure))) {
      var other = new Alarm(rule, line, frame.function.name(), true);
      if (!alarms.contains(other)) {
        alarms.remove(new Alarm(rule, line, frame.function.name(), !sure));
        alarms.add(new Alarm(rule, line, frame.function.name(), sure));
      }
    }
  }

  private boolean isInTest() {
    return ProductionRules.isTest(frame.function)
        || stack.stream().anyMatch(each -> ProductionRules.isTest(each.function));
  }

  /** Does something without reporting what is found. */
  void quietly(Runnable work) {
    quiet++;
    work.run();
    quiet--;
  }

  boolean isQuiet() {
    return quiet > 0;
  }

  void inLoop(Runnable work) {
    loops++;
    work.run();
    loops--;
  }

  boolean isInLoop() {
    return loops > 0;
  }

  boolean isJava() {
    return unit.language().family().equals("java");
  }

  boolean isPython() {
    return unit.language().family().equals("python");
  }

  boolean isGo() {
    return unit.language() == Language.GO;
  }

  boolean isRust() {
    return unit.language() == Language.RUST;
  }

  boolean isScript() {
    return unit.language().family().equals("js");
  }

  boolean canEnter(FunctionDecl function) {
    return stack.size() < DEPTH_MAX && !exhausted() && !running.contains(function);
  }

  /** Runs a function's body in a frame of its own, and takes over what it did to the heap. */
  Value run(
      FunctionDecl function,
      int self,
      Map<String, Value> vars,
      Map<String, Value> outer,
      State state) {
    invoked.add(function);
    var callee = new Frame(nextFrame++, function, self, outer, escaping(function));
    var inner = new State(vars, state.heap());
    if (!function.receiver().isEmpty()) {
      inner.set(
          function.receiver(),
          self == 0 ? Value.typed(function.owner()) : Value.at(self, function.owner()));
    }
    stack.add(frame);
    frame = callee;
    boolean entered = running.add(function);
    executor.block(function.body(), inner);
    if (entered) {
      running.remove(function);
    }
    callee.exit.join(inner);
    boolean ends = inner.live();
    frame = stack.removeLast();
    if (callee.exit.live()) {
      state.heap(callee.exit.heap());
    }
    Value result = callee.result;
    if (result == null) {
      return Value.UNKNOWN;
    }
    return ends && !isJava() ? Value.join(result, Value.UNKNOWN) : result;
  }

  /** Runs a switch with a value, whose results stand as returns. */
  Value choose(Stmt.Switch choice, State state) {
    var inner = new Frame(frame.id, frame.function, frame.self, frame.outer, frame.escaping);
    stack.add(frame);
    frame = inner;
    executor.exec(choice, state);
    frame = stack.removeLast();
    state.join(inner.exit);
    Value result = inner.result;
    return result == null ? Value.UNKNOWN : result;
  }

  private Set<String> escaping(FunctionDecl function) {
    return escaping.computeIfAbsent(function, Machine::assignedWithin);
  }

  /** Variables that functions within a function assign. */
  private static Set<String> assignedWithin(FunctionDecl function) {
    var names = new HashSet<String>();
    Walk.shallow(
        function.body(),
        stmt -> {
          if (stmt instanceof Stmt.Define(_, var inner)) {
            assigned(inner, names);
          } else if (stmt instanceof Stmt.DefineType(_, var type)) {
            Walk.statements(type.members(), _ -> {}, expr -> assigned(expr, names));
          }
        },
        expr -> {
          if (expr instanceof Expr.Lambda(_, var inner)) {
            assigned(inner, names);
          } else if (expr instanceof Expr.New created && created.body().isPresent()) {
            Walk.statements(created.body().get().members(), _ -> {}, each -> assigned(each, names));
          }
        });
    return names;
  }

  private static void assigned(FunctionDecl inner, Set<String> names) {
    var found = new HashSet<String>();
    var own = new HashSet<String>();
    Walk.statements(
        inner.body(),
        stmt -> {
          if (stmt instanceof Stmt.Declare declare) {
            own.add(declare.name());
          }
        },
        expr -> assigned(expr, found));
    found.removeAll(own);
    names.addAll(found);
  }

  private static void assigned(Expr expr, Set<String> names) {
    if (expr instanceof Expr.Assign(_, var target, _, _)) {
      Walk.names(target).forEach(names::add);
    }
  }
}
