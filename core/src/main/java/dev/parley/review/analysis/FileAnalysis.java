package dev.parley.review.analysis;

import dev.parley.review.lint.Lint;
import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SourceUnit;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Everything that is found in one file. */
final class FileAnalysis {

  private FileAnalysis() {}

  /**
   * What was found.
   *
   * @param whole false if the file took more than its share, and something may be missing
   */
  record Result(Set<Alarm> alarms, boolean whole) {}

  /**
   * Analyses a file.
   *
   * @param properties contents of properties files of the change, by file name
   */
  static Result of(SourceUnit unit, RuleBook book, Map<String, Map<Object, Value>> properties) {
    var machine = new Machine(unit, book.family(unit.language().family()), properties);
    var state = new State(Map.of(), Map.of());
    machine.executor.block(unit.body(), state);
    if (!state.live()) {
      state = new State(Map.of(), Map.of());
    }
    machine.globals.putAll(state.vars());
    for (FunctionDecl method : machine.program.methods()) {
      if (isEntry(method, machine)) {
        enter(method, Map.of(), machine, state.copy());
      }
    }
    for (FunctionDecl method : machine.program.methods()) {
      if (!machine.invoked.contains(method)) {
        enter(method, Map.of(), machine, state.copy());
      }
    }
    for (int i = 0; i < machine.pending.size(); i++) {
      var closure = machine.pending.get(i);
      var function = closure.function();
      if (!machine.invoked.contains(function) || Entries.isRoute(function)) {
        enter(function, closure.captured(), machine, state.copy());
      }
    }
    var alarms = new LinkedHashSet<>(machine.alarms());
    Structure.check(unit, machine.program, machine.rules, alarms);
    Lint.check(unit, machine.rules.words)
        .forEach(hit -> alarms.add(new Alarm(hit.rule(), hit.line(), hit.symbol(), true)));
    // The grammar of Java lags behind the language: what it cannot read may well compile.
    if (unit.broken() && unit.language() != Language.JAVA) {
      alarms.add(new Alarm("syntax-error", 0, "", true));
    }
    return new Result(alarms, !machine.exhausted());
  }

  private static void enter(
      FunctionDecl function, Map<String, Value> captured, Machine machine, State state) {
    int self = 0;
    if (!function.owner().isEmpty()) {
      self = machine.allocate();
      state.put(self, Shape.Entries.EMPTY);
    }
    machine.run(function, self, Entries.params(function, machine), captured, state);
  }

  /** Helpers that the file itself calls are followed from there, with what they are given. */
  private static boolean isEntry(FunctionDecl method, Machine machine) {
    String name = method.name().equals(FunctionDecl.INIT) ? method.owner() : method.name();
    boolean called = machine.program.isCalled(name);
    boolean open =
        method.modifiers().contains("public") && machine.program.isTopLevel(method.owner());
    return !called || (open && !method.name().equals(FunctionDecl.INIT));
  }
}
