package dev.parley.review.analysis;

import dev.parley.review.syntax.FunctionDecl;
import dev.parley.review.syntax.Param;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How functions are entered from outside the file. */
final class Entries {

  private static final Set<String> REQUESTS = Set.of("req", "request", "ctx");
  private static final Set<String> RESPONSES = Set.of("res", "response", "resp");
  private static final Pattern ROUTE =
      Pattern.compile("@(?:\\w+\\.)+(?:route|get|post|put|delete|patch|websocket)");
  private static final Pattern RUST_ROUTE =
      Pattern.compile("@(?:\\w+\\.)*(?:route|get|post|put|delete|patch|head)");

  private Entries() {}

  static boolean isRoute(FunctionDecl function) {
    return function.modifiers().stream().anyMatch(each -> ROUTE.matcher(each).matches());
  }

  private static boolean isRustRoute(FunctionDecl function) {
    return function.modifiers().stream().anyMatch(each -> RUST_ROUTE.matcher(each).matches());
  }

  static Map<String, Value> params(FunctionDecl function, Machine machine) {
    var vars = new HashMap<String, Value>();
    boolean route =
        machine.isPython() ? isRoute(function) : machine.isRust() && isRustRoute(function);
    for (Param param : function.params()) {
      Value value = param(param, machine, true);
      boolean open = value.weak() != 0 || (machine.isPython() && value.type().isEmpty());
      if (route && open) {
        value = Value.tainted(Danger.OUTSIDE);
      }
      for (String name : param.names()) {
        vars.put(name, value);
      }
    }
    return vars;
  }

  /**
   * What is known of a parameter.
   *
   * @param anyCaller whether it is what some caller passes; if not, nothing is known of it but by
   *     its type
   */
  static Value param(Param param, Machine machine, boolean anyCaller) {
    String type = param.type();
    boolean annotated = param.annotations().stream().anyMatch(machine.rules.annotations::contains);
    if (annotated && !Types.isNumber(type)) {
      return Value.tainted(Danger.OUTSIDE).withType(type);
    }
    if ((machine.isPython() || machine.isScript()) && (type.isEmpty() || !Types.isNumber(type))) {
      if (REQUESTS.contains(param.name())) {
        return Value.typed("Request");
      }
      if (RESPONSES.contains(param.name())) {
        return Value.typed("Response");
      }
    }
    boolean text = Types.mayHoldText(type);
    return anyCaller && text ? Value.fromCaller(Danger.OUTSIDE).withType(type) : Value.typed(type);
  }
}
