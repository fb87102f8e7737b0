package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
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

  private static final Set<String> INJECTS = Set.of("Depends", "Security", "Inject", "Provide");
  private static final Pattern SERVICES =
      Pattern.compile(
          "^(?:Request|Response|\\w*Session|\\w*Tasks|\\w*(?:Service|Repository|Store|Client))$|Annotated");

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
      boolean open = machine.isPython() ? isGiven(param, value) : value.weak() != 0;
      if (route && open) {
        value = Value.tainted(Danger.OUTSIDE).withType(machine.isPython() ? param.type() : "");
      }
      for (String name : param.names()) {
        vars.put(name, value);
      }
    }
    return vars;
  }

  /** Whether a web framework fills a route's parameter from the request. */
  private static boolean isGiven(Param param, Value value) {
    boolean injected =
        param
            .init()
            .filter(each -> each instanceof Expr.Call call && INJECTS.contains(call.name()))
            .isPresent();
    return !injected
        && !Types.isNumber(param.type())
        && !value.type().equals("Request")
        && !SERVICES.matcher(param.type()).find();
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
