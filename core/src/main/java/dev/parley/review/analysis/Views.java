package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.Optional;
import java.util.Set;

/** Expressions that only show a variable in another form. */
final class Views {

  private static final int ADDRESS = Danger.URL.bit() | Danger.REDIRECT.bit();

  private static final Set<String> SAME =
      Set.of("trim", "strip", "toString", "toLowerCase", "toUpperCase", "lower", "upper", "name");
  private static final Set<String> PLACES =
      Set.of(
          "getCanonicalPath",
          "getCanonicalFile",
          "getAbsolutePath",
          "getAbsoluteFile",
          "normalize",
          "toAbsolutePath",
          "toRealPath",
          "toPath",
          "toFile",
          "getPath",
          "resolve",
          "realpath",
          "abspath",
          "normpath");
  private static final Set<String> HOSTS =
      Set.of(
          "getHost",
          "getAuthority",
          "host",
          "hostname",
          "origin",
          "netloc",
          "toURI",
          "toURL",
          "create",
          "urlparse",
          "urlsplit",
          "str",
          "String");

  private Views() {}

  /** Whose form it is; what is checked of the expression is checked of that variable. */
  static Optional<State.View> of(Expr expr) {
    return switch (expr) {
      case Expr.Name(_, var id) -> Optional.of(new State.View(id, Danger.OUTSIDE));
      case Expr.Cast cast -> of(cast.operand());
      case Expr.Await await -> of(await.operand());
      case Expr.Member member when HOSTS.contains(member.name()) -> in(member.target(), ADDRESS);
      case Expr.New created when created.args().size() == 1 -> {
        Expr arg = created.args().getFirst().value();
        yield switch (created.type()) {
          case "URL", "URI" -> in(arg, ADDRESS);
          case "File" -> in(arg, Danger.PATH.bit());
          case "String" -> in(arg, Danger.OUTSIDE);
          default -> Optional.empty();
        };
      }
      case Expr.Call call -> call(call);
      default -> Optional.empty();
    };
  }

  private static Optional<State.View> call(Expr.Call call) {
    boolean onArg = call.args().size() == 1;
    if (!onArg && (call.receiver().isEmpty() || !call.args().isEmpty())) {
      return Optional.empty();
    }
    Expr shown = onArg ? call.args().getFirst().value() : call.receiver().get();
    if (SAME.contains(call.name()) && !onArg) {
      return in(shown, Danger.OUTSIDE);
    }
    if (PLACES.contains(call.name())) {
      return in(shown, Danger.PATH.bit());
    }
    return HOSTS.contains(call.name()) ? in(shown, ADDRESS) : Optional.empty();
  }

  private static Optional<State.View> in(Expr shown, int bits) {
    return of(shown).map(view -> new State.View(view.of(), view.bits() & bits));
  }
}
