package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares calls with the rules that ask more than what an argument's constant is. */
final class Asks {

  /** What puts texts together, and what shows a value as text. */
  private static final Set<String> SHOWS =
      Set.of(
          "format",
          "formatted",
          "valueOf",
          "toString",
          "stringify",
          "str",
          "repr",
          "concat",
          "String",
          "get",
          "of",
          "join");

  private final Machine machine;

  Asks(Machine machine) {
    this.machine = machine;
  }

  /**
   * Looks at a call.
   *
   * @return the dangers that were dealt with here
   */
  int call(Set<String> keys, Expr.Call call, Value on, List<Value> args, State state) {
    int dealt = 0;
    for (String key : keys) {
      for (var sink : machine.rules.sinks.getOrDefault(key, List.of())) {
        if (sink.args().contains(RuleBook.Sink.RECEIVER)) {
          dealt |= sink.danger().bit();
          machine.checks.reached(sink.rule(), sink.danger(), state.deep(on), call.line(), state);
        }
      }
    }
    call(keys, call.args(), args, call.line(), state);
    for (String key : keys) {
      for (var ask : machine.rules.asks.getOrDefault(key, List.of())) {
        if (ask.kind() == RuleBook.AskKind.UNHARDENED && isOpen(ask, on, args, state)) {
          machine.alarm(ask.rule(), call.line(), true);
        }
      }
    }
    return dealt;
  }

  private static boolean isOpen(RuleBook.Ask ask, Value on, List<Value> args, State state) {
    Value given = state.dangers(args.stream().limit(1).toList());
    return state.shape(on) instanceof Shape.Entries settings
        && ((given.taint() | given.weak()) & Danger.OBJECT.bit()) != 0
        && settings.known().entrySet().stream()
            .map(each -> each.getKey() + "=" + each.getValue().constant())
            .noneMatch(ask.text().asPredicate());
  }

  void call(Set<String> keys, List<Expr.Arg> written, List<Value> args, int line, State state) {
    for (String key : keys) {
      for (var ask : machine.rules.asks.getOrDefault(key, List.of())) {
        if (holds(ask, written, args, state)) {
          machine.alarm(ask.rule(), line, true);
        }
      }
    }
  }

  private boolean holds(RuleBook.Ask ask, List<Expr.Arg> written, List<Value> args, State state) {
    return switch (ask.kind()) {
      case FIXED -> {
        int at = ask.options().isEmpty() ? 0 : Integer.parseInt(ask.options().getFirst());
        yield at < args.size() && isFixed(args.get(at), state);
      }
      case SHOWS ->
          written.stream()
              .skip(ask.options().isEmpty() ? 0 : Math.max(0, written.size() - 1))
              .anyMatch(arg -> shows(arg.value(), ask.text()));
      case WITHOUT -> machine.program.called().stream().noneMatch(ask.text().asMatchPredicate());
      case LACKS ->
          ask.options().stream().anyMatch(option -> lacks(option, written, args, state))
              && isAbout(ask.text(), written, args);
      case BUILT -> {
        int at = ask.options().isEmpty() ? args.size() - 1 : Integer.parseInt(ask.options().get(0));
        yield at >= 0
            && at < args.size()
            && !args.get(at).isConstant()
            && !args.get(at).head().isBlank();
      }
      case UNHARDENED -> false;
      case UNSET ->
          !args.isEmpty()
              && state.shape(args.getFirst()) instanceof Shape.Entries entries
              && ask.options().stream().anyMatch(each -> !isTrue(entries.known().get(each)))
              && ask.text().matcher(String.valueOf(entries.get("0").constant())).find();
    };
  }

  private static boolean isTrue(@Nullable Value value) {
    return value != null && !Boolean.FALSE.equals(value.constant());
  }

  /** Whether it is the same whenever the program runs. */
  static boolean isFixed(Value value, State state) {
    if (state.shape(value) instanceof Shape.Items items) {
      boolean filled = items.exact() || !items.items().isEmpty();
      return (filled ? !items.items().isEmpty() : items.rest().isConstant())
          && items.items().stream().allMatch(Value::isConstant);
    }
    return value.constant() instanceof String text && !text.isEmpty();
  }

  private static boolean lacks(
      String option, List<Expr.Arg> written, List<Value> args, State state) {
    for (int i = 0; i < args.size(); i++) {
      if (i < written.size() && (written.get(i).name().equals(option) || written.get(i).spread())) {
        return Boolean.FALSE.equals(args.get(i).constant());
      }
      if (state.shape(args.get(i)) instanceof Shape.Entries options) {
        Value given = options.known().get(option);
        return given == null || Boolean.FALSE.equals(given.constant());
      }
    }
    // An object of options of which nothing is known may have it.
    return args.size() < 3;
  }

  /** Whether a constant or a name among the arguments says so. */
  private static boolean isAbout(Pattern text, List<Expr.Arg> written, List<Value> args) {
    for (int i = 0; i < Math.min(2, args.size()); i++) {
      if (args.get(i).constant() instanceof String name && text.matcher(name).find()) {
        return true;
      }
      if (i < written.size() && text.matcher(name(written.get(i).value())).find()) {
        return true;
      }
    }
    return false;
  }

  private static String name(Expr expr) {
    return switch (expr) {
      case Expr.Name(_, var id) -> id;
      case Expr.Member(_, _, var name, _) -> name;
      case Expr.Call call -> call.args().isEmpty() ? call.name() : "";
      case Expr.Index(_, _, Expr.Literal(_, var key)) -> String.valueOf(key);
      default -> "";
    };
  }

  /** Whether something of that name becomes part of the text. */
  private static boolean shows(Expr expr, Pattern names) {
    return switch (expr) {
      case Expr.Name _, Expr.Member _, Expr.Index _ -> names.matcher(name(expr)).find();
      case Expr.Binary(_, var op, var left, var right, _) ->
          (op.equals("+") || op.equals("%")) && (shows(left, names) || shows(right, names));
      case Expr.Template(_, var parts) -> parts.stream().anyMatch(part -> shows(part, names));
      case Expr.Sequence(_, var parts) -> parts.stream().anyMatch(part -> shows(part, names));
      case Expr.Mapping mapping -> mapping.values().stream().anyMatch(each -> shows(each, names));
      case Expr.Await await -> shows(await.operand(), names);
      case Expr.Cast cast -> shows(cast.operand(), names);
      case Expr.Conditional(_, _, var then, var otherwise) ->
          shows(then, names) || shows(otherwise, names);
      case Expr.Call call when call.args().isEmpty() ->
          names.matcher(call.name()).find()
              || (SHOWS.contains(call.name())
                  && call.receiver().filter(on -> shows(on, names)).isPresent());
      case Expr.Call call when SHOWS.contains(call.name()) ->
          call.args().stream()
              .anyMatch(arg ->
                  shows(arg.value(), names)
                      || (call.name().startsWith("get")
                          && arg.value() instanceof Expr.Literal(_, var key)
                          && names.matcher(String.valueOf(key)).find()));
      default -> false;
    };
  }

  /** A function that says yes to everything, such as a host name verifier; otherwise empty. */
  static String answer(Value value) {
    var closure = value.closure();
    if (closure == null || closure.function().body().size() != 1) {
      return "";
    }
    return closure.function().body().getFirst() instanceof Stmt.Return(_, var given)
            && given.isPresent()
            && given.get() instanceof Expr.Literal(_, var constant)
        ? "->" + constant
        : "";
  }
}
