package dev.parley.review.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known at one point of a function. */
final class State {

  private Map<String, Value> vars;
  private Map<Integer, Shape> heap;
  private boolean live = true;

  State(Map<String, Value> vars, Map<Integer, Shape> heap) {
    this.vars = new HashMap<>(vars);
    this.heap = new HashMap<>(heap);
  }

  State copy() {
    var copy = new State(vars, heap);
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
      live = true;
      return;
    }
    other.vars.forEach((name, value) -> {
      Value mine = vars.get(name);
      vars.put(name, mine == null ? value.notConstant() : Value.join(mine, value));
    });
    vars.replaceAll((name, value) -> other.vars.containsKey(name) ? value : value.notConstant());
    other.heap.forEach((ref, shape) -> heap.merge(ref, shape, Shape::join));
  }

  void become(State other) {
    vars = new HashMap<>(other.vars);
    heap = new HashMap<>(other.heap);
    live = other.live;
  }
}
