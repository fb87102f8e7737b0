package dev.parley.review.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of an object that can change. */
sealed interface Shape {

  /** Everything in it, taken together. */
  Value all();

  /** With something of unknown place added. */
  Shape plus(Value value);

  /**
   * A list, array, set or queue.
   *
   * @param exact whether {@code items} are all, and in this order
   * @param rest what else may be in it
   */
  record Items(List<Value> items, boolean exact, Value rest) implements Shape {

    static final Items EMPTY = new Items(List.of(), true, Value.UNKNOWN);
    private static final int MAX = 64;

    public Items {
      items = List.copyOf(items);
    }

    @Override
    public Value all() {
      var all = rest.dangers();
      for (Value each : items) {
        all = all.plus(each);
      }
      return all;
    }

    @Override
    public Items plus(Value value) {
      return new Items(List.of(), false, all().plus(value));
    }

    Items add(int index, Value value) {
      if (!exact || index < 0 || index > items.size() || items.size() >= MAX) {
        return plus(value);
      }
      var more = new ArrayList<>(items);
      more.add(index, value);
      return new Items(more, true, rest);
    }

    Items set(int index, Value value) {
      if (!exact || index < 0 || index >= items.size()) {
        return plus(value);
      }
      var changed = new ArrayList<>(items);
      changed.set(index, value);
      return new Items(changed, true, rest);
    }

    Items remove(int index) {
      if (!exact || index < 0 || index >= items.size()) {
        return new Items(List.of(), false, all());
      }
      var fewer = new ArrayList<>(items);
      fewer.remove(index);
      return new Items(fewer, true, rest);
    }

    Value get(int index) {
      return exact && index >= 0 && index < items.size() ? items.get(index) : all();
    }
  }

  /**
   * A map, or an object's fields.
   *
   * @param known what stands under a constant key
   * @param rest what stands under the others
   */
  record Entries(Map<Object, Value> known, Value rest) implements Shape {

    static final Entries EMPTY = new Entries(Map.of(), Value.UNKNOWN);
    private static final int MAX = 256;

    public Entries {
      known = Map.copyOf(known);
    }

    @Override
    public Value all() {
      var all = rest.dangers();
      for (Value each : known.values()) {
        all = all.plus(each);
      }
      return all;
    }

    @Override
    public Entries plus(Value value) {
      return new Entries(known, rest.plus(value.dangers()));
    }

    Entries put(Object key, Value value) {
      if (known.size() >= MAX) {
        return plus(value);
      }
      var more = new HashMap<>(known);
      more.put(key, value);
      return new Entries(more, rest);
    }

    Value get(Object key) {
      return known.getOrDefault(key, rest);
    }
  }

  /** A text that grows. */
  record Buffer(Value text) implements Shape {
    @Override
    public Value all() {
      return text;
    }

    @Override
    public Buffer plus(Value value) {
      return new Buffer(text.notConstant().plus(value));
    }
  }

  static Shape join(Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof Items one && b instanceof Items two) {
      if (one.exact && two.exact && one.items.size() == two.items.size()) {
        var items = new ArrayList<Value>();
        for (int i = 0; i < one.items.size(); i++) {
          items.add(Value.join(one.items.get(i), two.items.get(i)));
        }
        return new Items(items, true, Value.join(one.rest, two.rest));
      }
      return new Items(List.of(), false, one.all().plus(two.all()));
    }
    if (a instanceof Entries one && b instanceof Entries two) {
      var known = new HashMap<>(one.known);
      two.known.forEach((key, value) -> known.merge(key, value, Value::join));
      return new Entries(known, Value.join(one.rest, two.rest));
    }
    if (a instanceof Buffer one && b instanceof Buffer two) {
      return new Buffer(Value.join(one.text, two.text));
    }
    return new Items(List.of(), false, a.all().plus(b.all()));
  }
}
