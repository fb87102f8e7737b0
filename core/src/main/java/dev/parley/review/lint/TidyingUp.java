package dev.parley.review.lint;

import dev.parley.review.syntax.Expr;
import java.util.Set;

/** Calls in JavaScript that may as well fail: then there is nothing to be made or tidied up. */
public final class TidyingUp {

  private static final Set<String> NAMES =
      Set.of(
          "mkdir",
          "mkdirSync",
          "unlink",
          "unlinkSync",
          "rm",
          "rmSync",
          "rmdir",
          "rmdirSync",
          "rimraf",
          "close",
          "closeSync",
          "cancel",
          "abort",
          "kill",
          "disconnect",
          "destroy",
          "releaseLock");

  private TidyingUp() {}

  public static boolean is(Expr.Call call) {
    return NAMES.contains(call.name());
  }
}
