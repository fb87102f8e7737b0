package dev.parley.review.analysis;

import dev.parley.review.syntax.FunctionDecl;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call, while it is interpreted. */
final class Frame {

  /** Where a loop or switch is left, and gone on with. */
  static final class Exits {
    final State breaks = dead();
    final State continues = dead();
    final boolean loop;

    Exits(boolean loop) {
      this.loop = loop;
    }
  }

  final int id;
  final FunctionDecl function;
  final int self;
  final Map<String, Value> outer;
  final Set<String> escaping;
  final State exit = dead();
  final Deque<Exits> exits = new ArrayDeque<>();
  final Deque<State> tries = new ArrayDeque<>();
  @Nullable Value result;

  /**
   * @param self where the heap has the object it is a method of; 0 for none
   * @param outer variables it sees and does not own
   * @param escaping its variables that functions within it assign
   */
  Frame(int id, FunctionDecl function, int self, Map<String, Value> outer, Set<String> escaping) {
    this.id = id;
    this.function = function;
    this.self = self;
    this.outer = new HashMap<>(outer);
    this.escaping = escaping;
  }

  static State dead() {
    var state = new State(Map.of(), Map.of());
    state.die();
    return state;
  }

  void returns(Value value, State state) {
    Value before = result;
    result = before == null ? value : Value.join(before, value);
    exit.join(state);
    state.die();
  }
}
