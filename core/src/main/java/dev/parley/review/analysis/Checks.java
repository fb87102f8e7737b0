package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares calls and assignments with the rules. */
final class Checks {

  private static final Pattern SQL =
      Pattern.compile(
          "(?is)^[\\s(]*(?:select|insert|update|delete|replace|merge|create|drop|alter|truncate"
              + "|with|call|exec|execute|grant|from|\\{)\\b.*|^\\s*\\{.*");
  private static final Pattern FIXED_HOST = Pattern.compile("(?i)^[a-z]+://[^/?#]+[/?#].*|^/.*");
  private static final Pattern LOCAL_PAGE =
      Pattern.compile("^/[^/\\\\].*|^[?#].*|^https?://[^/]+/.*");
  private static final Pattern HTML = Pattern.compile("(?i).*html.*|");
  private static final Set<String> CHANNELS =
      Set.of(
          "Statement",
          "PreparedStatement",
          "CallableStatement",
          "Response",
          "ResponseWriter",
          "HttpServletResponse",
          "HttpSession",
          "Session",
          "Logger",
          "PrintWriter",
          "Shell",
          "http.ResponseWriter");

  private static final Pattern MARKUP = Pattern.compile("^\\s*<\\s*[!a-zA-Z]");
  private static final Pattern MAPPING =
      Pattern.compile("@(?:\\w+Mapping|GET|POST|PUT|Get|Post|Put|Route|ResponseBody)");

  private final Machine machine;

  Checks(Machine machine) {
    this.machine = machine;
  }

  /** Whether what is set on it goes elsewhere instead of staying in it. */
  static boolean isChannel(String type) {
    return CHANNELS.contains(type);
  }

  /**
   * Looks at a call.
   *
   * @return the dangers that were dealt with here, and are not reported again further on
   */
  int call(Set<String> keys, List<Expr.Arg> written, List<Value> args, int line, State state) {
    int dealt = 0;
    for (String key : keys) {
      for (var sink : machine.rules.sinks.getOrDefault(key, List.of())) {
        if (!sink.flag().isEmpty() && !isSet(sink.flag(), written, args, state)) {
          continue;
        }
        dealt |= sink.danger().bit();
        for (int i = 0; i < args.size(); i++) {
          String name = i < written.size() ? written.get(i).name() : "";
          boolean rest = i < written.size() && written.get(i).spread();
          if (sink.takes(i, name) || (name.isEmpty() && counts(sink, i, rest))) {
            Value given = state.deep(args.get(i));
            // A shell takes apart whatever it gets.
            boolean whole = sink.flag().equals("shell");
            reached(sink.rule(), sink.danger(), whole ? given.withinText() : given, line, state);
          }
        }
      }
      for (var bad : machine.rules.badCalls.getOrDefault(key, List.of())) {
        if (isBad(bad, written, args, state)) {
          machine.alarm(bad.rule(), line, true);
        }
      }
    }
    return dealt;
  }

  /** What is unpacked may be any argument from there on. */
  private static boolean counts(RuleBook.Sink sink, int at, boolean spread) {
    return (sink.args().isEmpty() && sink.names().isEmpty())
        || sink.args().contains(at)
        || (spread && sink.args().stream().anyMatch(wanted -> wanted > at));
  }

  void stored(Set<String> keys, Value value, int line) {
    for (String key : keys) {
      for (var sink : machine.rules.sinks.getOrDefault("=" + key, List.of())) {
        reached(sink.rule(), sink.danger(), value, line, null);
      }
      for (var bad : machine.rules.badCalls.getOrDefault("=" + key, List.of())) {
        if (matches(value, bad)) {
          machine.alarm(bad.rule(), line, true);
        }
      }
    }
  }

  /** What a web function returns is a page, if it looks like one. */
  void returned(Value value, int line) {
    String name = machine.frame().function.name();
    if (!name.isEmpty() && (value.taint() & Danger.RANDOM.bit()) != 0) {
      machine.assignments.named(name, value, line);
    }
    if (machine.isJava() && value.head().startsWith("redirect:")) {
      Value target = value.withHead(value.head().substring("redirect:".length()));
      reached("open-redirect", Danger.REDIRECT, target, line, null);
    }
    if (machine.isJava()
        && MARKUP.matcher(value.head()).find()
        && machine.frame().function.modifiers().stream().anyMatch(MAPPING.asMatchPredicate())) {
      reached("cross-site-scripting", Danger.XSS, value, line, null);
    }
    if (machine.isPython()
        && Entries.isRoute(machine.frame().function)
        && value.head().contains("<")
        && (value.taint() & Danger.XSS.bit()) != 0) {
      machine.alarm("cross-site-scripting", line, true);
    }
  }

  void reached(String rule, Danger danger, Value value, int line, @Nullable State state) {
    int bit = danger.bit();
    String head = value.head();
    boolean sure = (value.taint() & bit) != 0;
    boolean harmless =
        switch (danger) {
          case URL -> FIXED_HOST.matcher(head).matches();
          case REDIRECT -> LOCAL_PAGE.matcher(head).matches();
          case NOSQL ->
              state != null
                  && state.shape(value) instanceof Shape.Entries filter
                  && filter.known().containsKey("where");
          case XSS -> (state != null && !isHtml(state)) || (machine.isGo() && isPlain(head));
          default -> false;
        };
    if (harmless) {
      return;
    }
    boolean unsure =
        (value.built() & bit) != 0 && (danger != Danger.SQL || SQL.matcher(head).matches());
    if (sure || unsure) {
      machine.alarm(rule, line, sure);
    }
  }

  /** Go's server looks how a page begins: what is no markup there is sent as plain text. */
  private static boolean isPlain(String head) {
    return !head.isBlank() && !head.contains("<");
  }

  private static boolean isHtml(State state) {
    Value type = state.get("$contentType");
    return type == null
        || !(type.constant() instanceof String text)
        || HTML.matcher(text).matches();
  }

  private boolean isSet(String flag, List<Expr.Arg> written, List<Value> args, State state) {
    if (flag.startsWith("-")) {
      return !machine.program.isCalled(flag.substring(1));
    }
    if (Character.isDigit(flag.charAt(0))) {
      return holds(flag, args);
    }
    if (flag.equals("text")) {
      return args.stream()
          .limit(1)
          .allMatch(arg -> state.shape(arg) == null && Types.mayHoldText(arg.type()));
    }
    for (int i = 0; i < args.size(); i++) {
      if (i < written.size() && written.get(i).name().equals(flag)) {
        return Boolean.TRUE.equals(args.get(i).constant());
      }
      if (state.shape(args.get(i)) instanceof Shape.Entries options
          && options.known().containsKey(flag)) {
        return !Boolean.FALSE.equals(options.get(flag).constant());
      }
    }
    return false;
  }

  /** {@code 0=Type} or {@code 0~pattern}, of that argument's type or constant. */
  private static boolean holds(String flag, List<Value> args) {
    int at = flag.charAt(0) - '0';
    if (at >= args.size()) {
      return false;
    }
    String wanted = flag.substring(2);
    Value arg = args.get(at);
    return flag.charAt(1) == '='
        ? arg.type().equals(wanted)
        : arg.constant() instanceof String text && text.matches(wanted);
  }

  private static boolean isBad(
      RuleBook.BadCall bad, List<Expr.Arg> written, List<Value> args, State state) {
    if (bad.named()) {
      return bad.text().isPresent()
          && written.stream().anyMatch(arg -> Mentions.in(arg.value(), bad.text().get()));
    }
    if (bad.unless()) {
      return bad.text().isPresent()
          && args.stream().noneMatch(arg -> mentions(arg, bad.text().get()));
    }
    if (bad.arg().isEmpty() && bad.keyword().isEmpty()) {
      return true;
    }
    for (int i = 0; i < args.size(); i++) {
      boolean byName =
          !bad.keyword().isEmpty()
              && i < written.size()
              && written.get(i).name().equals(bad.keyword());
      boolean byPlace =
          bad.arg().isPresent()
              && bad.arg().get() == i
              && (i >= written.size() || written.get(i).name().isEmpty());
      if ((byName || byPlace) && matches(args.get(i), bad)) {
        return true;
      }
      if (!bad.keyword().isEmpty()
          && state.shape(args.get(i)) instanceof Shape.Entries options
          && options.known().containsKey(bad.keyword())
          && matches(options.get(bad.keyword()), bad)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(Value value, RuleBook.BadCall bad) {
    if (bad.text().isPresent()
        && value.options().stream().anyMatch(bad.text().get().asPredicate())) {
      return true;
    }
    String text =
        value.isConstant()
            ? String.valueOf(value.constant())
            : value.isNull() ? "null" : value.closure() != null ? Asks.answer(value) : value.path();
    return bad.text().isEmpty() || (!text.isEmpty() && bad.text().get().matcher(text).find());
  }

  private static boolean mentions(Value value, Pattern text) {
    return text.matcher(value.path()).find()
        || text.matcher(value.type()).find()
        || (value.isConstant() && text.matcher(String.valueOf(value.constant())).find());
  }
}
