package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known at one point of a function. */
final class State {

  private Map<String, Value> vars;
  private Map<Integer, Shape> heap;
  private Map<String, View> views = Map.of();
  private final Map<String, Expr> questions = new HashMap<>();
  private boolean live = true;

  State(Map<String, Value> vars, Map<Integer, Shape> heap) {
    this.vars = new HashMap<>(vars);
    this.heap = new HashMap<>(heap);
  }

  /**
   * A variable that says the same as another one, or something that follows from it.
   *
   * @param bits what is dealt with in the one if it is in the other
   */
  record View(String of, int bits) {}

  State copy() {
    var copy = new State(vars, heap);
    copy.views = views;
    copy.questions.putAll(questions);
    copy.live = live;
    return copy;
  }

  /** Whether this point can be reached. */
  boolean live() {
    return live;
  }

  void die() {
    live = false;
  }

  @Nullable Value get(String name) {
    return vars.get(name);
  }

  void set(String name, Value value) {
    vars.put(name, value);
    if (!views.isEmpty() && isViewed(name)) {
      var left = new HashMap<>(views);
      left.remove(name);
      left.values().removeIf(view -> view.of().equals(name));
      views = left;
    }
  }

  private boolean isViewed(String name) {
    return views.containsKey(name)
        || views.values().stream().anyMatch(view -> view.of().equals(name));
  }

  /** From now on, until one of them is written to, what is checked of one holds for the other. */
  void view(String name, String of, int bits) {
    if (!name.equals(of) && vars.containsKey(name) && vars.containsKey(of)) {
      var more = new HashMap<>(views);
      more.put(name, new View(of, bits));
      views = more;
    }
  }

  /** A variable, and those that say the same, were found free of dangers. */
  void clean(String name, int bits) {
    clean(name, bits, 3);
  }

  private void clean(String name, int bits, int steps) {
    Value value = vars.get(name);
    if (value == null || steps == 0) {
      return;
    }
    vars.put(name, value.without(bits));
    views.forEach((other, view) -> {
      if (other.equals(name)) {
        clean(view.of(), bits & view.bits(), steps - 1);
      } else if (view.of().equals(name)) {
        clean(other, bits & view.bits(), steps - 1);
      }
    });
  }

  void remove(String name) {
    vars.remove(name);
  }

  /** What a variable that is true or false was the answer to; null if that is not known. */
  @Nullable Expr question(String name) {
    return questions.get(name);
  }

  void question(String name, Expr asked) {
    questions.put(name, asked);
  }

  /** A variable gets another value than an answer. */
  void unasked(String name) {
    questions.remove(name);
  }

  Map<String, Value> vars() {
    return Map.copyOf(vars);
  }

  Map<Integer, Shape> heap() {
    return heap;
  }

  void heap(Map<Integer, Shape> newHeap) {
    heap = new HashMap<>(newHeap);
  }

  @Nullable Shape shape(Value value) {
    return value.ref() == 0 ? null : heap.get(value.ref());
  }

  void put(int ref, Shape shape) {
    heap.put(ref, shape);
  }

  /** Its own dangers and those of what is in it. */
  Value deep(Value value) {
    return deep(value, 3);
  }

  /** The dangers of all of them and of what is in them. */
  Value dangers(List<Value> values) {
    Value all = Value.UNKNOWN;
    for (Value value : values) {
      all = all.plus(deep(value).dangers());
    }
    return all;
  }

  private Value deep(Value value, int levels) {
    Shape shape = shape(value);
    if (shape == null) {
      return value;
    }
    if (shape instanceof Shape.Buffer(var text)) {
      return text.plus(value);
    }
    var all = value.plus(shape.all());
    if (levels > 0) {
      if (shape instanceof Shape.Items items) {
        for (Value each : items.items()) {
          all = all.plus(deep(each, levels - 1));
        }
      } else if (shape instanceof Shape.Entries entries) {
        for (Value each : entries.known().values()) {
          all = all.plus(deep(each, levels - 1));
        }
      }
    }
    return all;
  }

  /** This, or the other, whichever way was taken. */
  void join(State other) {
    if (!other.live) {
      return;
    }
    if (!live) {
      vars = new HashMap<>(other.vars);
      heap = new HashMap<>(other.heap);
      views = other.views;
      live = true;
      questions.clear();
      questions.putAll(other.questions);
      return;
    }
    questions.entrySet().retainAll(other.questions.entrySet());
    other.vars.forEach((name, value) -> {
      Value mine = vars.get(name);
      vars.put(name, mine == null ? value.notConstant() : Value.join(mine, value));
    });
    vars.replaceAll((name, value) -> other.vars.containsKey(name) ? value : value.notConstant());
    other.heap.forEach((ref, shape) -> heap.merge(ref, shape, Shape::join));
    if (!views.equals(other.views)) {
      var both = new HashMap<>(views);
      both.entrySet().retainAll(other.views.entrySet());
      views = both;
    }
  }

  void become(State other) {
    vars = new HashMap<>(other.vars);
    heap = new HashMap<>(other.heap);
    views = other.views;
    live = other.live;
    questions.clear();
    questions.putAll(other.questions);
  }
}
