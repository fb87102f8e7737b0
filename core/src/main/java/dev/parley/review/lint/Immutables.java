package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import java.util.Set;
import java.util.regex.Pattern;

/** Types whose values never change, so that a method can only give something new. */
final class Immutables {

  private static final Set<String> KINDS =
      Set.of(
          "BigDecimal",
          "BigInteger",
          "LocalDate",
          "LocalDateTime",
          "LocalTime",
          "Instant",
          "Duration",
          "Period",
          "ZonedDateTime",
          "OffsetDateTime",
          "YearMonth",
          "Year");
  private static final Pattern GIVES_SAME =
      Pattern.compile(
          "(?:plus|minus|with|truncated)(?:[A-Z]\\w*)?|add|subtract|multiply|divide|negate|abs|pow"
              + "|setScale|round|remainder|mod|max|min|stripTrailingZeros|scaleByPowerOfTen|normalized"
              + "|multipliedBy|dividedBy|negated|shiftLeft|shiftRight|movePointLeft|movePointRight");
  private static final Pattern MAKES =
      Pattern.compile("of|now|parse|from|valueOf|between|of[A-Z]\\w*");
  private static final Set<String> TEXT =
      Set.of(
          "slice",
          "replace",
          "replaceAll",
          "concat",
          "repeat",
          "padStart",
          "padEnd",
          "trimStart",
          "trimEnd",
          "stripLeading",
          "stripTrailing",
          "lstrip",
          "rstrip",
          "title",
          "capitalize",
          "removeprefix",
          "removesuffix",
          "casefold",
          "normalize");

  private Immutables() {}

  /** What kind a call on a value of a kind gives, if that is known; otherwise empty. */
  static String kind(Expr.Call call, String on) {
    if (KINDS.contains(on) && GIVES_SAME.matcher(call.name()).matches()) {
      return on;
    }
    if (call.receiver().isPresent()
        && call.receiver().get() instanceof Expr.Name(_, var type)
        && KINDS.contains(type)
        && MAKES.matcher(call.name()).matches()) {
      return type;
    }
    return on.equals("String") && TEXT.contains(call.name()) ? "String" : "";
  }

  /** Whether a call on a value of a kind does nothing but give another value. */
  static boolean givesOnly(String kind, String call) {
    return KINDS.contains(kind) && GIVES_SAME.matcher(call).matches();
  }
}
