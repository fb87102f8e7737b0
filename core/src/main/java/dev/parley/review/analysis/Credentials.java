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
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)^[a-z][a-z0-9+.-]*://([^\\s:/@]+):([^\\s@/]{5,})@([^/\\s:?]+).*"
              + "|^([\\w.-]+):([^\\s@/:]{5,})@tcp\\(([^:)]+).*");
  private static final Pattern HARMLESS_HOST =
      Pattern.compile(
          "(?i)localhost|127\\..*|0\\.0\\.0\\.0|(?:.*\\.)?example(?:\\..*)?|host|db|test.*");
  private static final Pattern DEFAULT_PASSWORD =
      Pattern.compile(
          "(?i)pass(?:word)?|passwd|secret|postgres|mysql|guest|root|admin|test.*|.*\\{.*|x+");
  private static final int LENGTH_MIN = 5;

  private Credentials() {}

  /** Whether a constant with that name is a secret, and not the name of one or a stand-in. */
  static boolean isOne(String name, String text) {
    if (text.length() < LENGTH_MIN || text.length() > 200 || !NAME.matcher(name).find()) {
      return false;
    }
    return !PLACEHOLDER.matcher(text).find() && !isAName(name, text);
  }

  /** Whether an address holds a password that is no default of a developer's machine. */
  static boolean inAddress(String text) {
    if (text.length() > 300 || text.indexOf('@') < 0) {
      return false;
    }
    var found = ADDRESS.matcher(text);
    if (!found.matches()) {
      return false;
    }
    int from = found.group(1) == null ? 4 : 1;
    String password = found.group(from + 1);
    return !HARMLESS_HOST.matcher(found.group(from + 2)).matches()
        && !DEFAULT_PASSWORD.matcher(password).matches()
        && !PLACEHOLDER.matcher(password).find()
        && !password.equals(found.group(from));
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
