package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import dev.parley.review.syntax.Stmt;
import dev.parley.review.syntax.Walk;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tests whose answers are kept in variables, and those that are particular to Go and Rust. */
final class Questions {

  private static final Set<String> BARE =
      Set.of(
          "as_str",
          "as_ref",
          "to_string",
          "clone",
          "deref",
          "to_lowercase",
          "trim",
          "unwrap",
          "as_bytes");
  private static final Set<String> HOSTS =
      Set.of("host", "hostname", "Host", "Hostname", "host_str", "netloc", "getHost");
  private static final Map<String, String> GO =
      Map.of(
          "Contains", "contains",
          "HasPrefix", "startsWith",
          "EqualFold", "equalsIgnoreCase",
          "ContainsRune", "contains");
  private static final Pattern WHOLE_HOST = Pattern.compile("(?i)^https?://[^/?#]+/.*");

  private final Machine machine;
  private final Conditions conditions;

  Questions(Machine machine, Conditions conditions) {
    this.machine = machine;
    this.conditions = conditions;
  }

  /**
   * A variable got its value from an expression; what is null may not stay so until it is asked.
   */
  static void answered(String name, Optional<Expr> asked, State state) {
    boolean question =
        asked.isPresent()
            && switch (asked.get()) {
              case Expr.Call _, Expr.Binary _, Expr.Index _ -> !holdsNull(asked.get());
              case Expr.Unary(_, var op, _) ->
                  (op.equals("!") || op.equals("?")) && !holdsNull(asked.get());
              default -> false;
            };
    if (question) {
      state.question(name, asked.get());
    } else {
      state.unasked(name);
    }
  }

  private static boolean holdsNull(Expr expr) {
    return Walk.any(expr, each -> each instanceof Expr.Null);
  }

  /**
   * Of {@code value, ok := of[key]} the second is the answer; of a call that may fail, the first.
   */
  static void answered(Expr.Assign assign, State state) {
    switch (assign.target()) {
      case Expr.Name(_, var id) -> answered(id, Optional.of(assign.value()), state);
      case Expr.Sequence(_, var targets) when targets.size() == 2 -> {
        int at = assign.value() instanceof Expr.Index ? 1 : 0;
        if (targets.get(at) instanceof Expr.Name(_, var id)
            && !(assign.value() instanceof Expr.Sequence)) {
          answered(id, Optional.of(assign.value()), state);
        }
      }
      default -> {}
    }
  }

  static boolean isBare(String method) {
    return BARE.contains(method);
  }

  /** What is only seen another way. */
  static Expr bare(Expr expr) {
    return switch (expr) {
      case Expr.Await await -> bare(await.operand());
      case Expr.Cast cast -> bare(cast.operand());
      case Expr.Unary(_, var op, var operand) when op.startsWith("&") || op.equals("?") ->
          bare(operand);
      case Expr.Call call
          when call.args().isEmpty() && BARE.contains(call.name()) && call.receiver().isPresent() ->
          bare(call.receiver().get());
      default -> expr;
    };
  }

  /** In a case of constants, what was chosen by is one of them. */
  static void chosen(Expr subject, Stmt.Case chosen, State state) {
    boolean constant =
        !chosen.labels().isEmpty()
            && chosen.labels().stream().allMatch(Expr.Literal.class::isInstance);
    if (constant && bare(subject) instanceof Expr.Name(_, var id)) {
      state.clean(id, Danger.OUTSIDE);
      Expr asked = state.question(id);
      if (asked != null && bare(asked) instanceof Expr.Name(_, var other)) {
        state.clean(other, Danger.OUTSIDE);
      }
    }
  }

  /** A host was compared: the address it was taken from is known, too. */
  void hostKnown(Expr host, State state) {
    Expr bare = bare(host);
    if (bare instanceof Expr.Name(_, var id)) {
      Expr asked = state.question(id);
      if (asked != null) {
        state.unasked(id);
        hostKnown(asked, state);
        state.question(id, asked);
      }
    } else if (bare instanceof Expr.Member(_, var target, var name, _) && HOSTS.contains(name)) {
      addressKnown(target, state);
    } else if (bare instanceof Expr.Call call
        && HOSTS.contains(call.name())
        && call.receiver().isPresent()) {
      addressKnown(call.receiver().get(), state);
    }
  }

  private static void addressKnown(Expr address, State state) {
    int bits = Danger.URL.bit() | Danger.REDIRECT.bit();
    for (String name : Walk.names(address).toList()) {
      state.clean(name, bits);
      Expr made = state.question(name);
      if (made != null) {
        Conditions.cleanNames(made, bits, state);
      }
    }
  }

  /** Whether the test was one that is known here. */
  boolean test(Expr.Call call, boolean holds, State state) {
    var args = call.args().stream().map(Expr.Arg::value).toList();
    if (prefix(call, args, holds, state)) {
      return true;
    }
    return machine.isGo()
        ? go(call, args, holds, state)
        : machine.isRust() && rust(call, args, holds, state);
  }

  /** The beginning of an address tells where it leads. */
  private static boolean prefix(Expr.Call call, List<Expr> args, boolean holds, State state) {
    boolean starts =
        Set.of("startsWith", "startswith", "starts_with").contains(call.name())
            && args.size() == 1
            && call.receiver().isPresent();
    if (!starts || !(args.getFirst() instanceof Expr.Literal(_, var text))) {
      return false;
    }
    String start = String.valueOf(text);
    int bits = Danger.URL.bit() | Danger.REDIRECT.bit();
    if (holds ? WHOLE_HOST.matcher(start).matches() : start.equals("//")) {
      Conditions.cleanNames(call.receiver().get(), bits, state);
      return true;
    }
    return false;
  }

  private boolean go(Expr.Call call, List<Expr> args, boolean holds, State state) {
    if (call.receiver().isEmpty() || args.isEmpty()) {
      return false;
    }
    Value[] on = {Value.UNKNOWN};
    machine.quietly(() -> on[0] = machine.evaluator.eval(call.receiver().get(), state.copy()));
    String path = on[0].path();
    Expr first = args.getFirst();
    if (path.equals("path/filepath") && call.name().equals("IsLocal")) {
      if (holds) {
        Conditions.cleanNames(first, Danger.PATH.bit(), state);
      }
      return true;
    }
    String method = GO.get(call.name());
    if (!Set.of("strings", "slices", "bytes").contains(path) || method == null) {
      return path.equals("strings") && without(call.name(), args, holds, state);
    }
    var rest = args.subList(1, args.size()).stream().map(Expr.Arg::of).toList();
    var same = new Expr.Call(call.line(), Optional.of(first), method, rest, false);
    if (method.equals("startsWith") && args.size() == 2) {
      startsWith(first, same, holds, state);
    } else {
      conditions.test(same, holds, state);
    }
    return true;
  }

  /** A path that was put together and cleaned is within what it begins with. */
  private static void startsWith(Expr text, Expr.Call same, boolean holds, State state) {
    boolean address =
        prefix(same, same.args().stream().map(Expr.Arg::value).toList(), holds, state);
    if (!address && holds && text instanceof Expr.Name name && Conditions.isResolved(name, state)) {
      Conditions.cleanNames(text, Danger.PATH.bit(), state);
    }
  }

  /** {@code strings.ContainsAny} with what would do harm. */
  private static boolean without(String name, List<Expr> args, boolean holds, State state) {
    if (!name.equals("ContainsAny")
        || args.size() != 2
        || !(args.get(1) instanceof Expr.Literal(_, var characters))) {
      return false;
    }
    String text = String.valueOf(characters);
    int bits =
        (text.contains("/") ? Danger.PATH.bit() : 0)
            | (text.contains("'") ? Danger.SQL.bit() : 0)
            | (text.contains(";") ? Danger.COMMAND.bit() : 0);
    if (!holds) {
      Conditions.cleanNames(args.getFirst(), bits, state);
    }
    return true;
  }

  private boolean rust(Expr.Call call, List<Expr> args, boolean holds, State state) {
    if (call.receiver().isEmpty()) {
      boolean constants = call.name().equals("matches!") && args.size() == 2 && isText(args.get(1));
      if (constants && holds) {
        Conditions.cleanNames(args.getFirst(), Danger.OUTSIDE, state);
      }
      return constants;
    }
    Expr receiver = call.receiver().get();
    return switch (call.name()) {
      case "is_none", "is_some" -> {
        boolean none = call.name().equals("is_none") == holds;
        Conditions.equal(receiver, new Expr.Null(call.line()), none, state);
        yield true;
      }
      case "all" -> {
        if (holds && args.size() == 1) {
          Conditions.cleanNames(receiver, Danger.OUTSIDE, state);
        }
        yield true;
      }
      case "is_some_and", "is_ok_and", "map_or" -> {
        if (holds && args.stream().anyMatch(Questions::compares)) {
          hostKnown(receiver, state);
          if (bare(receiver) instanceof Expr.Name(_, var id)) {
            state.clean(id, Danger.OUTSIDE);
          }
        }
        yield true;
      }
      case "starts_with" -> {
        within(receiver, holds, state);
        yield true;
      }
      default -> false;
    };
  }

  private static void within(Expr path, boolean holds, State state) {
    if (holds && bare(path) instanceof Expr.Name name && Conditions.isResolved(name, state)) {
      Conditions.cleanNames(path, Danger.PATH.bit(), state);
    }
  }

  /** Whether a closure asks if something is one of some. */
  private static boolean compares(Expr closure) {
    return Walk.any(
        closure,
        each ->
            (each instanceof Expr.Call call && call.name().equals("contains"))
                || (each instanceof Expr.Binary binary && binary.op().equals("==")));
  }

  private static boolean isText(Expr expr) {
    boolean[] text = {false};
    Walk.expression(expr, each -> text[0] |= each instanceof Expr.Literal(_, String _));
    return text[0] && Walk.names(expr).findAny().isEmpty();
  }
}
