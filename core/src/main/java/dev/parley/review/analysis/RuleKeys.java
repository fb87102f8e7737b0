package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names under which rules speak of a member. */
final class RuleKeys {

  /** Shorter type names end too many others: a secure random is no random. */
  private static final int NAME_MIN = 7;

  private RuleKeys() {}

  /** By what names rules may know a member of something. */
  static Set<String> of(Value on, Expr written, String name, RuleBook.Family rules) {
    var keys = new LinkedHashSet<String>();
    if (!on.type().isEmpty()) {
      keys.add(on.type() + "." + name);
    }
    if (!on.path().isEmpty()) {
      keys.add(on.path() + "." + name);
    }
    boolean typed = rules.isTyped();
    if (typed && !on.path().isEmpty()) {
      endings(on.path() + "." + name, 2).forEach(keys::add);
    }
    if (on.type().isEmpty() || on.type().equals("Object")) {
      String hint =
          switch (bare(written)) {
            case Expr.Name(_, var id) -> id;
            case Expr.Member(_, _, var member, _) -> member;
            case Expr.Call call -> call.name();
            default -> "";
          };
      if (hint.length() > 1) {
        String plain = hint.toLowerCase(Locale.ROOT);
        rules.keysOf(name).stream()
            .filter(key -> !key.startsWith("*") && (!typed || isBare(key)))
            .filter(key -> plain.endsWith(typeOf(key)))
            .forEach(keys::add);
      }
    }
    if (on.type().length() > NAME_MIN && !typed) {
      String plain = on.type().toLowerCase(Locale.ROOT);
      rules.keysOf(name).stream()
          .filter(key -> typeOf(key).length() >= NAME_MIN && plain.endsWith(typeOf(key)))
          .forEach(keys::add);
    }
    keys.add("*." + name);
    return keys;
  }

  private static Expr bare(Expr written) {
    return switch (written) {
      case Expr.Await await -> bare(await.operand());
      case Expr.Unary(_, var op, var operand) when op.startsWith("&") || op.equals("?") ->
          bare(operand);
      default -> written;
    };
  }

  /** Whether it speaks of a variable's name and not of a package. */
  private static boolean isBare(String key) {
    return key.indexOf('.') == key.lastIndexOf('.') && key.indexOf('/') < 0;
  }

  /** {@code a.b.c} also by its ends, such as {@code b.c}: what is brought in may be shortened. */
  static List<String> endings(String path, int partsMin) {
    var parts = path.split("\\.", -1);
    var all = new ArrayList<String>();
    for (int i = 0; i + partsMin <= parts.length && path.indexOf('/') < 0; i++) {
      all.add(String.join(".", Arrays.asList(parts).subList(i, parts.length)));
    }
    return all;
  }

  private static String typeOf(String key) {
    String type = key.substring(0, key.lastIndexOf('.'));
    return type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
