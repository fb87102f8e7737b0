package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Go's built-in functions and those of its library do, as far as data flow is concerned. */
final class GoLibrary {

  private static final Pattern VERB =
      Pattern.compile("%[-+# 0]*(?:\\[\\d+\\])?(?:\\d+|\\*)?(?:\\.\\d*)?([a-zA-Z%])");
  private static final Pattern WRITES =
      Pattern.compile("encoding/binary\\.\\w+\\.Put\\w+|encoding/(?:hex|base64)[.\\w]*\\.Encode");
  private static final Pattern NUMERIC = Pattern.compile("[dobxXeEfFgGtTpcU]");
  private static final Pattern SIDE =
      Pattern.compile("(?i)\\w*err(?:or)?|ok|found|exists?|present|has|_");

  /** Functions that are methods of their first argument elsewhere. */
  private static final Map<String, String> METHODS =
      Map.of(
          "strings.ToLower", "toLowerCase",
          "strings.ToUpper", "toUpperCase",
          "strings.TrimSpace", "trim",
          "strings.Contains", "contains",
          "strings.HasPrefix", "startsWith",
          "strings.HasSuffix", "endsWith",
          "strings.EqualFold", "equalsIgnoreCase",
          "strings.Index", "indexOf");

  private final Machine machine;

  GoLibrary(Machine machine) {
    this.machine = machine;
  }

  /** What a call gives; empty if nothing is known of it. */
  Optional<Value> call(Expr.Call call, Value on, List<Value> args, State state) {
    String name = call.name();
    if (call.receiver().isEmpty()) {
      return builtin(name, args, state);
    }
    String path = on.path().isEmpty() ? "" : on.path() + "." + name;
    if (WRITES.matcher(path).matches() && !args.isEmpty()) {
      filled(call.args().getFirst().value(), state.dangers(args), state);
      return Optional.of(Value.UNKNOWN);
    }
    return switch (path) {
      case "fmt.Sprintf", "fmt.Errorf", "fmt.Appendf" -> Optional.of(format(args, state));
      case "fmt.Sprint", "fmt.Sprintln" -> Optional.of(machine.evaluator.text(args, state));
      case "fmt.Fprintf" -> printed(args, 1, true, state);
      case "fmt.Fprint", "fmt.Fprintln", "io.WriteString" -> printed(args, 1, false, state);
      case "strings.Join" ->
          args.isEmpty()
              ? Optional.empty()
              : machine.methods.call(args.getFirst(), "join", args.subList(1, args.size()), state);
      case "strings.Repeat" -> Optional.of(args.getFirst().notConstant());
      case "strings.NewReader", "bytes.NewReader", "bytes.NewBufferString", "bytes.NewBuffer" ->
          args.isEmpty() ? Optional.empty() : Optional.of(args.getFirst());
      case "path/filepath.Join", "path.Join" -> Optional.of(joined(args, state));
      case "errors.New" -> Optional.of(Value.typed("error"));
      default -> method(path, args, state);
    };
  }

  private Optional<Value> method(String path, List<Value> args, State state) {
    String method = METHODS.get(path);
    if (method == null || args.isEmpty()) {
      return path.matches("(?:strings|bytes)\\.(?:Count|Compare|Equal|Contains\\w*|\\w*Index\\w*)")
          ? Optional.of(Value.UNKNOWN)
          : Optional.empty();
    }
    return machine.methods.call(args.getFirst(), method, args.subList(1, args.size()), state);
  }

  private Optional<Value> builtin(String name, List<Value> args, State state) {
    return switch (name) {
      case "len", "cap" ->
          Optional.of(
              !args.isEmpty() && args.getFirst().constant() instanceof String text
                  ? Value.of((long) text.length())
                  : Value.UNKNOWN);
      case "append" -> args.isEmpty() ? Optional.empty() : Optional.of(appended(args, state));
      case "recover" -> Optional.of(Value.UNKNOWN);
      default -> Optional.empty();
    };
  }

  private Value appended(List<Value> args, State state) {
    Value list = args.getFirst();
    if (state.shape(list) instanceof Shape.Items items) {
      Shape.Items more = items;
      for (Value each : args.subList(1, args.size())) {
        more = more.add(more.items().size(), each);
      }
      state.put(list.ref(), more);
      return list;
    }
    return state.dangers(args).withType(list.type());
  }

  private Value joined(List<Value> args, State state) {
    Value all = state.dangers(args);
    return args.isEmpty() ? all : all.withHead(args.getFirst().head()).withType("Path");
  }

  /** What is printed into a buffer is in it. */
  private Optional<Value> printed(List<Value> args, int from, boolean formatted, State state) {
    if (args.isEmpty() || !(state.shape(args.getFirst()) instanceof Shape.Buffer(var before))) {
      return Optional.of(Value.UNKNOWN);
    }
    var rest = args.subList(from, args.size());
    Value text = formatted ? format(rest, state) : machine.evaluator.text(rest, state);
    Value both = machine.evaluator.text(List.of(before, text), state);
    state.put(args.getFirst().ref(), new Shape.Buffer(both));
    return Optional.of(Value.UNKNOWN);
  }

  /** A format with what is put into it; numbers hold no text of anybody. */
  Value format(List<Value> args, State state) {
    if (args.isEmpty() || !(args.getFirst().constant() instanceof String format)) {
      return machine.evaluator.text(args, state).notConstant();
    }
    var parts = new ArrayList<Value>();
    var verbs = VERB.matcher(format);
    int next = 1;
    int end = 0;
    while (verbs.find()) {
      String before = format.substring(end, verbs.start());
      String verb = verbs.group(1);
      parts.add(Value.of(verb.equals("%") ? before + "%" : before));
      end = verbs.end();
      if (!verb.equals("%")) {
        Value given = next < args.size() ? args.get(next++) : Value.UNKNOWN;
        parts.add(NUMERIC.matcher(verb).matches() ? given.without(Danger.OUTSIDE) : given);
      }
    }
    parts.add(Value.of(format.substring(end)));
    for (Value more : args.subList(Math.min(next, args.size()), args.size())) {
      parts.add(state.deep(more).dangers());
    }
    parts.removeIf(part -> "".equals(part.constant()));
    return machine.evaluator.text(parts, state);
  }

  /**
   * One of several results. What says how it went is not taken for what it was about.
   *
   * @param targets what all of them are assigned to
   */
  Value result(Value all, int at, List<Expr> targets, State state) {
    if (state.shape(all) != null) {
      return machine.library.at(all, Value.of((long) at), state);
    }
    boolean side =
        at > 0 && targets.get(at) instanceof Expr.Name(_, var id) && SIDE.matcher(id).matches();
    return side ? Value.UNKNOWN : at == 0 ? all : all.dangers();
  }

  /** Something that was given by its address has got what came of the call. */
  void filled(Expr target, Value result, State state) {
    if (!(target instanceof Expr.Name(_, var id))) {
      return;
    }
    Value before = state.get(id);
    if (before == null) {
      return;
    }
    Value after = before.notConstant().plus(result.dangers());
    if (state.shape(before) instanceof Shape.Entries entries) {
      var known = new HashMap<Object, Value>();
      entries
          .known()
          .forEach((key, value) -> {
            if (value.ref() != 0) {
              known.put(key, value);
            }
          });
      state.put(
          before.ref(), new Shape.Entries(known, entries.all().dangers().plus(result.dangers())));
      after = before;
    } else if (state.shape(before) instanceof Shape.Buffer) {
      after = before;
    }
    if (Types.isNumber(before.type()) || before.constant() instanceof Long) {
      after = after.without(Danger.OUTSIDE);
    }
    state.set(id, after);
  }
}
