package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What comes of calls of what is not in the file, but for its data. */
final class CallResults {

  private static final Pattern MAKES =
      Pattern.compile(
          "(?i).*(?:replace|format|sprint|join|build|make|new|concat|expand|render|decode|encode"
              + "|unescape|quote|trim|clean|parse|string|bytes|lower|upper|append|wrap|path|url"
              + "|query|sql|filter|order|where|resolve|with|read).*");

  private final Machine machine;

  CallResults(Machine machine) {
    this.machine = machine;
  }

  /** Methods of Go may expect nil, but not those of errors and of other packages' structs. */
  boolean failsOnNull(Expr.Call call, Expr receiver, Value on) {
    if (machine.isRust()) {
      return call.name().equals("unwrap") || call.name().equals("expect");
    }
    boolean error =
        receiver instanceof Expr.Name(_, var id) && id.toLowerCase(Locale.ROOT).endsWith("err");
    return !machine.isGo() || error || on.type().contains(".");
  }

  /** What a call is given the address of may be something else afterwards. */
  void out(List<Expr.Arg> args, Value result, State state) {
    for (Expr.Arg arg : args) {
      if (arg.value() instanceof Expr.Unary(_, var op, var operand) && op.startsWith("&")) {
        machine.go.filled(operand, result, state);
      }
    }
  }

  /**
   * What a store that is asked for something gives is its own, if it is not made of the question.
   */
  boolean isLookup(Expr.Call call, Value on) {
    boolean variable = call.receiver().isPresent() && on.path().isEmpty() && !on.isDangerous();
    return variable && machine.isGo() && !on.isConstant() && !MAKES.matcher(call.name()).matches();
  }

  /** By what is known of the call, or of it with that text. */
  Value typed(Value result, List<Value> args, Set<String> keys) {
    Object first = args.isEmpty() ? "" : args.getFirst().constant();
    String given = first instanceof String text ? "(" + text.replaceAll("\\s", "") + ")" : "()";
    for (String key : keys) {
      String type = machine.rules.returns.get(key + given);
      type = type == null ? machine.rules.returns.get(key) : type;
      if (type != null) {
        return result.withType(type);
      }
    }
    return result;
  }
}
