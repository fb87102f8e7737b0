package dev.parley.review.analysis;

import dev.parley.review.syntax.Expr;
import java.util.LinkedHashSet;
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
    if (on.type().isEmpty() || on.type().equals("Object")) {
      String hint =
          switch (written instanceof Expr.Await await ? await.operand() : written) {
            case Expr.Name(_, var id) -> id;
            case Expr.Member(_, _, var member, _) -> member;
            case Expr.Call call -> call.name();
            default -> "";
          };
      if (hint.length() > 1) {
        String plain = hint.toLowerCase(Locale.ROOT);
        rules.keysOf(name).stream()
            .filter(key -> !key.startsWith("*"))
            .filter(key -> plain.endsWith(typeOf(key)))
            .forEach(keys::add);
      }
    }
    if (on.type().length() > NAME_MIN) {
      String plain = on.type().toLowerCase(Locale.ROOT);
      rules.keysOf(name).stream()
          .filter(key -> typeOf(key).length() >= NAME_MIN && plain.endsWith(typeOf(key)))
          .forEach(keys::add);
    }
    keys.add("*." + name);
    return keys;
  }

  private static String typeOf(String key) {
    String type = key.substring(0, key.lastIndexOf('.'));
    return type.substring(type.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
