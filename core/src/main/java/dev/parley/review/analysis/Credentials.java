package dev.parley.review.analysis;

import java.util.Locale;
import java.util.regex.Pattern;

/** Passwords and keys that stand in the code. */
final class Credentials {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:^|[_\\-.]|[a-z])(?:password|passwd|pwd|passphrase|secret|secret_?key|api_?key"
              + "|auth_?token|access_?token|access_?key|private_?key|encryption_?key|db_?pass)$");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)^$|\\s|\\$\\{|\\{\\{|%[sd(]|^<.*>$|^\\*+$|^x{3,}|your|change_?me|example|dummy|todo"
              + "|placeholder|redacted|^/|^https?:|^(?:none|null|undefined|true|false|string|text)$");
  private static final int LENGTH_MIN = 5;

  private Credentials() {}

  /** Whether a constant with that name is a secret, and not the name of one or a stand-in. */
  static boolean isOne(String name, String text) {
    if (text.length() < LENGTH_MIN || text.length() > 200 || !NAME.matcher(name).find()) {
      return false;
    }
    return !PLACEHOLDER.matcher(text).find() && !isAName(name, text);
  }

  /** As in {@code String PASSWORD = "db.password"}. */
  private static boolean isAName(String name, String text) {
    String plain = letters(text);
    String own = letters(name);
    return own.contains(plain)
        || plain.contains(own)
        || NAME.matcher(text).find()
        || text.matches("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:[.:-][a-z]+)+");
  }

  private static String letters(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
