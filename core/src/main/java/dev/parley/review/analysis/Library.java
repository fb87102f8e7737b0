package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How everyday objects are made, filled and looked into, as far as data flow is concerned. */
final class Library {

  private static final Set<String> LISTS =
      Set.of(
          "ArrayList",
          "LinkedList",
          "Vector",
          "Stack",
          "ArrayDeque",
          "HashSet",
          "LinkedHashSet",
          "TreeSet",
          "CopyOnWriteArrayList",
          "PriorityQueue",
          "Array",
          "Set");
  private static final Set<String> MAPS =
      Set.of(
          "HashMap",
          "LinkedHashMap",
          "TreeMap",
          "Hashtable",
          "ConcurrentHashMap",
          "Properties",
          "Map",
          "WeakMap",
          "EnumMap",
          "MultiValueMap");
  private static final Set<String> BUFFERS =
      Set.of(
          "StringBuilder",
          "StringBuffer",
          "StringJoiner",
          "StringWriter",
          "strings.Builder",
          "bytes.Buffer");
  private static final Pattern PUTS =
      Pattern.compile(
          "(?i:set|add|put|append|push|insert|write|offer|extend|update|unshift|enqueue|load)\\w*");

  private final Machine machine;

  Library(Machine machine) {
    this.machine = machine;
  }

  /** An object of a known kind comes to be; empty if nothing is known of it. */
  Optional<Value> create(String type, List<Value> args, State state) {
    Value given = state.dangers(args);
    var evaluator = machine.evaluator;
    if (BUFFERS.contains(type)) {
      Value start = args.isEmpty() || type.equals("StringJoiner") ? Value.of("") : args.getFirst();
      Value text = start.constant() instanceof Long ? Value.of("") : start;
      return Optional.of(evaluator.store(new Shape.Buffer(text), type, state));
    }
    if (LISTS.contains(type)) {
      Shape shape =
          args.size() == 1 && state.shape(args.getFirst()) instanceof Shape.Items items
              ? items
              : given.isDangerous() ? Shape.Items.EMPTY.plus(given) : Shape.Items.EMPTY;
      return Optional.of(evaluator.store(shape, type, state));
    }
    if (MAPS.contains(type)) {
      return Optional.of(evaluator.store(Shape.Entries.EMPTY.plus(given), type, state));
    }
    if (type.endsWith("[]")) {
      return Optional.of(zeros(type, state));
    }
    return type.equals("String") && args.size() == 1
        ? Optional.of(args.getFirst())
        : Optional.empty();
  }

  /** An array of which nothing but zeros is known. */
  Value zeros(String type, State state) {
    return machine.evaluator.store(new Shape.Items(List.of(), false, Value.of(0L)), type, state);
  }

  /** An object of which it matters how it is set up. */
  Value tracked(String type, List<Value> args, State state) {
    Shape.Entries entries = Shape.Entries.EMPTY;
    for (int i = 0; i < args.size(); i++) {
      entries = entries.put(String.valueOf(i), args.get(i));
    }
    return machine.evaluator.store(entries, type, state);
  }

  /** What an index or key finds. */
  Value at(Value list, Value key, State state) {
    return switch (state.shape(list)) {
      case Shape.Items items when key.constant() instanceof Long ->
          items.get(Methods.position(key));
      case Shape.Entries entries
          when key.constant() instanceof Long && !entries.known().containsKey(key.constant()) ->
          entries.get(String.valueOf(key.constant()));
      case Shape.Entries entries when key.isConstant() -> entries.get(key.constant());
      case Shape.Items items -> items.all().dangers();
      case Shape.Entries entries -> entries.all().dangers();
      case Shape.Buffer(var text) -> text.notConstant();
      case null -> list.dangers();
    };
  }

  static boolean isMap(String type) {
    return MAPS.contains(type);
  }

  /** False if there is nothing known that it could be put into. */
  boolean put(Value list, Value key, Value value, State state) {
    switch (state.shape(list)) {
      case Shape.Items items -> {
        int at = Methods.position(key);
        state.put(list.ref(), at >= 0 ? items.set(at, value) : items.plus(state.deep(value)));
        return true;
      }
      case Shape.Entries entries -> {
        state.put(
            list.ref(),
            key.isConstant()
                ? entries.put(key.constant(), value)
                : entries.plus(state.deep(value)));
        return true;
      }
      case Shape.Buffer _ -> {
        return true;
      }
      case null -> {
        return false;
      }
    }
  }

  /** One of a collection's elements. */
  Value element(Value iterable, State state) {
    return switch (state.shape(iterable)) {
      case Shape.Items items when items.exact() && !items.items().isEmpty() ->
          items.items().stream().reduce(Value::join).orElse(Value.UNKNOWN);
      case Shape shape -> shape.all().dangers();
      case null -> iterable.dangers();
    };
  }

  /** Whether a method of that name takes its arguments into its object. */
  static boolean puts(String method) {
    return PUTS.matcher(method).matches();
  }

  /** An array that is handed over may be filled with what is at hand there. */
  void fill(List<Value> args, Value with, State state) {
    for (Value arg : args) {
      if (arg.type().endsWith("[]") && state.shape(arg) instanceof Shape.Items items) {
        state.put(arg.ref(), items.plus(with));
      }
    }
  }

  /** A properties file of the change is loaded. */
  void load(Value into, String name, State state) {
    Map<Object, Value> known =
        machine.properties.getOrDefault(name.substring(name.lastIndexOf('/') + 1), Map.of());
    if (state.shape(into) instanceof Shape.Entries entries) {
      var all = new HashMap<>(entries.known());
      all.putAll(known);
      state.put(into.ref(), new Shape.Entries(all, entries.rest()));
    }
  }

  /** The operand of a call's receiver, if it is a plain variable. */
  static Optional<String> variable(Optional<Expr> receiver) {
    return receiver.filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id());
  }
}
