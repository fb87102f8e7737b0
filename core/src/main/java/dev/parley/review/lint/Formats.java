package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts with places for arguments, and how many arguments they are given. */
final class Formats implements Check {

  private static final Pattern JAVA =
      Pattern.compile("%(?:(\\d+)\\$)?[-#+ 0,(<]*\\d*(?:\\.\\d+)?([tT]?[a-zA-Z%])");
  private static final Pattern C =
      Pattern.compile("%(?:\\(\\w+\\))?[-#+ 0]*(\\*|\\d+)?(?:\\.(?:\\*|\\d*))?[hlL]?([a-zA-Z%])");
  private static final Pattern BRACES = Pattern.compile("\\{(\\w*)((?:[.\\[!:][^{}]*)?)\\}");
  private static final Pattern PLACE = Pattern.compile("\\$?\\{([A-Za-z_]\\w*)(?:\\.\\w+)*\\}");
  private static final Set<String> LOGS =
      Set.of("debug", "info", "warn", "error", "trace", "warning", "critical", "exception");
  private static final Set<String> LOGGERS =
      Set.of("log", "logger", "LOG", "LOGGER", "_log", "_logger", "logging");
  private static final Set<String> SHOWS = Set.of("print", "log", "Error", "ValueError");

  @Override
  public void expr(Expr expr, Scope scope) {
    if (expr instanceof Expr.Call call) {
      if (scope.is("java")) {
        java(call, scope);
      } else if (scope.is("python")) {
        python(call, scope);
      } else if (scope.is("go")) {
        go(call, scope);
      }
      forgotten(call.name(), call.args(), call.receiver(), scope);
    } else if (expr instanceof Expr.New created) {
      forgotten(created.type(), created.args(), Optional.empty(), scope);
    } else if (expr
            instanceof Expr.Binary(int line, var op, Expr.Literal(_, String text), var right, _)
        && op.equals("%")
        && scope.is("python")) {
      percent(text, right, line, scope);
    }
  }

  private static boolean isPlain(List<Expr.Arg> args) {
    return args.stream().noneMatch(arg -> arg.spread() || !arg.name().isEmpty());
  }

  private static Optional<String> text(List<Expr.Arg> args, int at) {
    return args.size() > at && args.get(at).value() instanceof Expr.Literal(_, String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static void java(Expr.Call call, Scope scope) {
    boolean formats =
        (call.name().equals("format") && Code.isName(call.receiver(), "String"))
            || call.name().equals("printf");
    if (formats) {
      // One array may be all arguments.
      boolean array = call.args().size() == 2 && scope.is(call.args().get(1).value(), "[]");
      text(call.args(), 0)
          .filter(_ -> !array)
          .ifPresent(text -> {
            compare(javaPlaces(text), call.args().size() - 1, call, scope);
            verbs(JAVA, text, call, 1, scope);
          });
    } else if (call.name().equals("formatted")
        && call.receiver().orElse(new Expr.Null(1)) instanceof Expr.Literal(_, String text)) {
      compare(javaPlaces(text), call.args().size(), call, scope);
    } else if (isLog(call)) {
      text(call.args(), 0)
          .ifPresent(text -> {
            int places = text.split("(?<!\\\\)\\{\\}", -1).length - 1;
            int given = call.args().size() - 1;
            boolean array = given == 1 && scope.is(call.args().get(1).value(), "[]");
            // What is given beyond the places may be an exception.
            if (!array && (given < places || (given > places + 1 && places > 0))) {
              scope.report("format-arguments", call.line());
            }
          });
    }
  }

  private static boolean isLog(Expr.Call call) {
    return LOGS.contains(call.name())
        && call.receiver().filter(on -> LOGGERS.contains(Code.nameOf(on))).isPresent();
  }

  /** How many arguments are asked for; less than nought if that cannot be told. */
  private static int javaPlaces(String text) {
    int next = 0;
    int most = 0;
    var places = JAVA.matcher(text);
    while (places.find()) {
      String kind = places.group(2);
      if (kind.equals("%") || kind.equals("n")) {
        continue;
      }
      if (places.group().contains("<")) {
        continue;
      }
      if (places.group(1) != null) {
        most = Math.max(most, Integer.parseInt(places.group(1)));
      } else {
        next++;
      }
    }
    return Math.max(next, most);
  }

  private static void compare(int places, int given, Expr.Call call, Scope scope) {
    if (places >= 0 && places != given && isPlain(call.args())) {
      scope.report("format-arguments", call.line());
    }
  }

  private static int cPlaces(String text) {
    int count = 0;
    var places = C.matcher(text);
    while (places.find()) {
      if (places.group().startsWith("%(")) {
        return -1;
      }
      count += (int) places.group().chars().filter(c -> c == '*').count();
      count += places.group(2).equals("%") ? 0 : 1;
    }
    return count;
  }

  private static void percent(String text, Expr right, int line, Scope scope) {
    int places = cPlaces(text);
    int given =
        switch (right) {
          case Expr.Sequence(_, var elements) -> elements.size();
          case Expr.Literal _, Expr.Template _ -> 1;
          default -> -1;
        };
    if (places >= 0 && given >= 0 && places != given) {
      scope.report("format-arguments", line);
    }
  }

  private static void python(Expr.Call call, Scope scope) {
    if (call.name().equals("format")
        && call.receiver().orElse(new Expr.Null(1)) instanceof Expr.Literal(_, String text)
        && call.args().stream().noneMatch(Expr.Arg::spread)) {
      int given = (int) call.args().stream().filter(arg -> arg.name().isEmpty()).count();
      int places = braces(text);
      if (places > given) {
        scope.report("format-arguments", call.line());
      }
    } else if (isLog(call)
        && isPlain(call.args().stream().filter(a -> a.name().isEmpty()).toList())) {
      int given = (int) call.args().stream().filter(arg -> arg.name().isEmpty()).count() - 1;
      text(call.args(), 0)
          .ifPresent(text -> {
            int places = cPlaces(text);
            boolean mapping = given == 1 && call.args().get(1).value() instanceof Expr.Mapping;
            if (places >= 0 && places != given && !mapping && (given > 0 || places > 0)) {
              if (given > 0) {
                scope.report("format-arguments", call.line());
              }
            }
          });
    }
  }

  /** How many arguments without a name are asked for. */
  private static int braces(String text) {
    int next = 0;
    int most = 0;
    var places = BRACES.matcher(text.replace("{{", "").replace("}}", ""));
    while (places.find()) {
      String name = places.group(1);
      if (name.isEmpty()) {
        next++;
      } else if (name.chars().allMatch(Character::isDigit) && name.length() < 4) {
        most = Math.max(most, Integer.parseInt(name) + 1);
      }
    }
    return Math.max(next, most);
  }

  private static void go(Expr.Call call, Scope scope) {
    int at = call.name().equals("Fprintf") ? 1 : 0;
    boolean formats =
        Set.of("Printf", "Sprintf", "Errorf", "Fatalf", "Fprintf", "Panicf").contains(call.name())
            && call.receiver()
                .filter(on -> Set.of("fmt", "log", "t").contains(Code.nameOf(on)))
                .isPresent();
    if (formats && !call.args().isEmpty()) {
      text(call.args(), at)
          .filter(text -> !text.contains("%["))
          .ifPresent(text -> {
            compare(cPlaces(text), call.args().size() - 1 - at, call, scope);
            verbs(C, text, call, at + 1, scope);
          });
    }
  }

  /** Whether a number is asked for where a text is given, and the like. */
  private static void verbs(Pattern pattern, String text, Expr.Call call, int first, Scope scope) {
    int at = first;
    var places = pattern.matcher(text);
    while (places.find() && at < call.args().size()) {
      String kind = places.group(2);
      if (kind.equals("%") || (kind.equals("n") && scope.is("java"))) {
        continue;
      }
      if (places.group().contains("$") || places.group().contains("<")) {
        return;
      }
      String given = scope.kindOf(call.args().get(at++).value());
      boolean whole = kind.equals("d") || kind.equals("x");
      boolean wrong =
          (whole && (given.equals("String") || given.equals("double") || given.equals("boolean")))
              || (kind.equals("f") && (given.equals("String") || given.equals("int")))
              || (scope.is("go") && kind.equals("s") && given.equals("int"));
      if (wrong) {
        scope.report("format-arguments", call.line());
        return;
      }
    }
  }

  /** A text that was meant to have values put in: it names variables between braces. */
  private static void forgotten(
      String name, List<Expr.Arg> args, Optional<Expr> receiver, Scope scope) {
    boolean shows =
        SHOWS.contains(name)
            || name.endsWith("Error")
            || (LOGS.contains(name)
                && receiver
                    .filter(on -> LOGGERS.contains(Code.nameOf(on)) || Code.isName(on, "console"))
                    .isPresent());
    if (!shows || args.size() != 1 || !(scope.is("python") || scope.is("js"))) {
      return;
    }
    text(args, 0)
        .ifPresent(text -> {
          var places = PLACE.matcher(text);
          while (places.find()) {
            boolean dollar = places.group().startsWith("$");
            if (dollar == scope.is("js") && scope.isLocal(places.group(1))) {
              scope.report("missing-interpolation", args.getFirst().value().line());
              return;
            }
          }
        });
  }
}
