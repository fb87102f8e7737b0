package dev.parley.review.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What methods of texts, buffers and collections do, as far as data flow is concerned. */
final class Methods {

  private static final Pattern PLAIN =
      Pattern.compile(
          "equals|equalsIgnoreCase|hashCode|length|size|isEmpty|isBlank|indexOf|lastIndexOf|find"
              + "|compareTo|matches|contains\\w*|startsWith|endsWith|startswith|endswith|exists"
              + "|includes|has|test|isPresent|nextInt|available|lastModified|canRead|canWrite"
              + "|getTime|hasNext|hasMoreElements|is[A-Z]\\w*|has[A-Z]\\w*|isdigit|count|len"
              + "|ordinal|intValue|longValue|doubleValue|delete|mkdirs?|createNewFile|some|every");

  private static final Pattern BYTES = Pattern.compile("getBytes|encode|toCharArray");
  private static final Pattern SETTER = Pattern.compile("set[A-Z]\\w+");

  private final Machine machine;

  Methods(Machine machine) {
    this.machine = machine;
  }

  /** What a method of a known object gives; empty if nothing is known of it. */
  Optional<Value> call(Value on, String method, List<Value> args, State state) {
    if (on.constant() instanceof String text && args.stream().allMatch(Value::isConstant)) {
      Object folded = Constants.text(text, method, args.stream().map(Value::constant).toArray());
      if (folded != null) {
        return Optional.of(Value.of(folded));
      }
    }
    if (on.constant() instanceof String text && BYTES.matcher(method).matches()) {
      return Optional.of(Value.of(text));
    }
    return switch (state.shape(on)) {
      case Shape.Buffer buffer -> buffer(on, buffer, method, args, state);
      case Shape.Items items ->
          Queues.call(on, items, method, args, state)
              .or(() -> items(on, items, method, args, state));
      case Shape.Entries entries -> entries(on, entries, method, args, state);
      case null -> plain(on, method, args, state);
    };
  }

  private Optional<Value> plain(Value on, String method, List<Value> args, State state) {
    if (PLAIN.matcher(method).matches()) {
      return Optional.of(Value.UNKNOWN);
    }
    boolean formats = method.equals("format") || method.equals("formatted");
    if ((formats && !args.isEmpty()) || method.equals("formatted") || method.equals("concat")) {
      var parts = new ArrayList<>(args);
      if (on.isConstant() || on.isDangerous()) {
        parts.addFirst(on);
      }
      return Optional.of(machine.evaluator.joined(parts, state));
    }
    int escaped = Escapes.stopped(method, args);
    if (escaped != 0) {
      return Optional.of(machine.caller.merged(on, args, state).without(escaped));
    }
    if (on.path().equals("Map") && method.equals("of")) {
      return Optional.of(mapOf(args, state));
    }
    return switch (method) {
      case "getProperty", "getOrDefault" ->
          args.size() == 2 ? Optional.of(args.get(1).plus(on.dangers())) : Optional.empty();
      case "arraycopy" -> {
        if (args.size() == 5 && state.shape(args.get(2)) instanceof Shape.Items into) {
          Value from = args.get(0);
          Value held = from.isConstant() ? from : into.all().plus(state.deep(from).dangers());
          state.put(args.get(2).ref(), new Shape.Items(List.of(), false, held));
        }
        yield Optional.of(Value.UNKNOWN);
      }
      case "alloc" ->
          on.path().equals("Buffer")
              ? Optional.of(machine.library.zeros("byte[]", state))
              : Optional.empty();
      case "from",
          "copyOf",
          "decode",
          "decodeHex",
          "decodeBase64",
          "b64decode",
          "unhexlify",
          "fromhex" ->
          !args.isEmpty() && Asks.isFixed(args.getFirst(), state)
              ? Optional.of(args.getFirst())
              : Optional.empty();
      case "asList", "of", "singletonList", "stream" ->
          on.path().isEmpty()
              ? Optional.empty()
              : args.size() == 1 && state.shape(args.getFirst()) instanceof Shape.Items
                  ? Optional.of(args.getFirst())
                  : Optional.of(
                      machine.evaluator.store(
                          new Shape.Items(args, true, Value.UNKNOWN), "List", state));
      default -> Optional.empty();
    };
  }

  private Value mapOf(List<Value> args, State state) {
    Shape.Entries entries = Shape.Entries.EMPTY;
    for (int i = 0; i + 1 < args.size(); i += 2) {
      Value key = args.get(i);
      entries =
          key.isConstant()
              ? entries.put(key.constant(), args.get(i + 1))
              : entries.plus(state.deep(args.get(i + 1)));
    }
    return machine.evaluator.store(entries, "Map", state);
  }

  private Optional<Value> buffer(
      Value on, Shape.Buffer buffer, String method, List<Value> args, State state) {
    return switch (method) {
      case "append",
          "add",
          "write",
          "print",
          "println",
          "WriteString",
          "WriteByte",
          "WriteRune",
          "Write" -> {
        var parts = new ArrayList<Value>();
        parts.add(buffer.text());
        parts.addAll(args);
        Value text =
            parts.stream().allMatch(Value::isConstant) && parts.size() == 2
                ? machine.evaluator.operate("+", parts.get(0), parts.get(1), state)
                : machine.evaluator.joined(parts, state);
        state.put(on.ref(), new Shape.Buffer(text));
        yield Optional.of(on);
      }
      case "toString", "String", "Bytes" -> {
        yield Optional.of(buffer.text().withType("String"));
      }
      case "Reset" -> {
        state.put(on.ref(), new Shape.Buffer(Value.of("")));
        yield Optional.of(Value.UNKNOWN);
      }
      case "setLength" -> {
        boolean emptied = args.size() == 1 && Long.valueOf(0).equals(args.getFirst().constant());
        if (emptied) {
          state.put(on.ref(), new Shape.Buffer(Value.of("")));
        }
        yield Optional.of(Value.UNKNOWN);
      }
      case "insert", "replace", "reverse", "delete", "deleteCharAt", "setCharAt" -> {
        Shape.Buffer changed = buffer.plus(Value.UNKNOWN);
        for (Value arg : args) {
          changed = changed.plus(state.deep(arg).dangers().withinText());
        }
        state.put(on.ref(), changed);
        yield Optional.of(on);
      }
      default -> {
        yield PLAIN.matcher(method).matches()
            ? Optional.of(Value.UNKNOWN)
            : Optional.of(buffer.text().notConstant());
      }
    };
  }

  private Optional<Value> items(
      Value on, Shape.Items items, String method, List<Value> args, State state) {
    int size = items.items().size();
    return switch (method) {
      case "add", "append", "push", "addLast", "offer", "addElement" -> {
        Shape.Items more = items;
        if (args.size() == 2 && args.getFirst().constant() instanceof Long at) {
          more = items.add(Math.toIntExact(Math.clamp(at, -1, 1000)), args.get(1));
        } else {
          for (Value arg : args) {
            more = more.add(more.items().size(), arg);
          }
        }
        state.put(on.ref(), more);
        yield Optional.of(Value.UNKNOWN);
      }
      case "addFirst", "unshift" -> {
        args.forEach(arg -> state.put(on.ref(), items.add(0, arg)));
        yield Optional.of(Value.UNKNOWN);
      }
      case "set" -> {
        if (args.size() == 2) {
          state.put(on.ref(), items.set(position(args.getFirst()), args.get(1)));
        }
        yield Optional.of(items.all().dangers());
      }
      case "remove" -> {
        int at = args.isEmpty() ? 0 : position(args.getFirst());
        Value removed = items.get(at);
        state.put(on.ref(), items.remove(at));
        yield Optional.of(removed);
      }
      case "clear" -> {
        state.put(on.ref(), Shape.Items.EMPTY);
        yield Optional.of(Value.UNKNOWN);
      }
      case "get", "elementAt", "at", "getFirst", "getLast", "firstElement", "lastElement" -> {
        int at =
            method.endsWith("irst") || method.startsWith("first")
                ? 0
                : args.isEmpty() ? size - 1 : position(args.getFirst());
        yield Optional.of(items.get(at).isNull() ? Value.UNKNOWN : items.get(at));
      }
      case "join" -> {
        var parts = new ArrayList<>(items.items());
        parts.add(items.rest());
        parts.addAll(args);
        yield Optional.of(machine.evaluator.joined(parts, state));
      }
      default -> {
        yield rest(on, items, method, args, state);
      }
    };
  }

  static int position(Value value) {
    return value.constant() instanceof Long at && at >= 0 && at < 1000 ? Math.toIntExact(at) : -1;
  }

  private Optional<Value> entries(
      Value on, Shape.Entries entries, String method, List<Value> args, State state) {
    Value first = args.isEmpty() ? Value.UNKNOWN : args.getFirst();
    if (SETTER.matcher(method).matches()
        && !Library.isMap(on.type())
        && (args.size() == 1 || args.size() == 2)) {
      Object named = first.isConstant() ? first.constant() : first.path();
      String key = args.size() == 1 ? method : method + " " + named;
      state.put(on.ref(), entries.put(key, args.getLast()));
      return Optional.of(Value.UNKNOWN);
    }
    if (method.startsWith("new")
        || method.equals("getXMLReader")
        || method.equals("createXMLReader")) {
      return Optional.of(on);
    }
    switch (method) {
      case "put", "set", "setProperty", "putIfAbsent", "add", "insert" -> {
        if (args.size() == 2) {
          machine.library.put(on, first, args.get(1), state);
          return Optional.of(method.equals("set") ? on : Value.UNKNOWN);
        }
      }
      case "get", "getProperty", "getOrDefault", "pop", "remove" -> {
        if (!args.isEmpty()) {
          Value found = looked(entries, first, args);
          return Optional.of(found.isNull() ? Value.UNKNOWN : found);
        }
      }
      default -> {}
    }
    return rest(on, entries, method, args, state);
  }

  /** A default counts as what is found where nothing is known to be there. */
  private static Value looked(Shape.Entries entries, Value key, List<Value> args) {
    if (!key.isConstant()) {
      Value any = entries.all().dangers();
      return args.size() > 1 ? any.plus(args.get(1).dangers()) : any;
    }
    if (entries.known().containsKey(key.constant())) {
      return entries.get(key.constant());
    }
    return args.size() > 1 ? args.get(1).plus(entries.rest()) : entries.rest();
  }

  private Optional<Value> rest(
      Value on, Shape shape, String method, List<Value> args, State state) {
    if (Library.puts(method) && !args.isEmpty()) {
      Shape more = shape;
      for (Value arg : args) {
        more = more.plus(state.deep(arg).dangers());
      }
      state.put(on.ref(), more);
      return Optional.of(Value.UNKNOWN);
    }
    if (PLAIN.matcher(method).matches()) {
      return Optional.of(Value.UNKNOWN);
    }
    return Optional.empty();
  }
}
