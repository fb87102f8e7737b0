package dev.parley.review.analysis;

import dev.parley.review.syntax.FunctionDecl;
import java.util.Set;

/** What is only dangerous in production, or what tests do to see what comes of it. */
final class ProductionRules {

  private static final Set<String> HARMLESS_IN_TESTS =
      Set.of(
          "hard-coded-credentials",
          "insecure-random",
          "weak-hash",
          "weak-cipher",
          "insecure-cookie",
          "disabled-verification",
          "swallowed-error",
          "resource-leak",
          "query-in-loop",
          "path-traversal",
          "trust-boundary",
          "cross-site-scripting",
          "unescaped-html",
          "server-side-request-forgery",
          "open-redirect",
          "secret-in-log",
          "fast-password-hash",
          "world-writable",
          "constant-condition",
          "identical-operands",
          "useless-expression",
          "self-assignment",
          "equals-null",
          "mass-assignment",
          "missing-return-after-answer",
          "overwritten-entry",
          "unchecked-result");

  private ProductionRules() {}

  static boolean isOne(String rule, boolean sure) {
    return !sure || HARMLESS_IN_TESTS.contains(rule);
  }

  /** Whether a function is only there for tests, in a file that is not. */
  static boolean isTest(FunctionDecl function) {
    return function.modifiers().contains("test");
  }
}
