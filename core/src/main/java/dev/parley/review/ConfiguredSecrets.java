package dev.parley.review;

import dev.parley.model.SecretText;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords and keys in configuration: told by the name they stand under and by how they look, or
 * by their place in an address. In programs, {@code review.analysis} looks for them.
 */
final class ConfiguredSecrets {

  private static final Set<String> CONFIGURATION =
      Set.of(
          "yaml",
          "yml",
          "properties",
          "env",
          "ini",
          "toml",
          "json",
          "xml",
          "conf",
          "cfg",
          "tf",
          "tfvars",
          "sh",
          "npmrc",
          "pypirc",
          "netrc");
  private static final Pattern NAMELESS =
      Pattern.compile("(?i)(?:^|/)(?:Dockerfile|Jenkinsfile|\\.env)[^/]*$");

  /** Files that show how the real one looks. */
  private static final Pattern SHOWN_ONLY =
      Pattern.compile(
          "(?i)example|sample|template|\\.dist$|fixture|mock|(?:^|/)(?:docs?|tests?|testdata)/"
              + "|package-lock\\.json$|schema");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:password|passwd|passphrase|secret|secret[_-]?key|api[_-]?key|auth[_-]?token"
              + "|access[_-]?token|private[_-]?key|client[_-]?secret|encryption[_-]?key|_token|_pwd)"
              + "[\"']?\\s{0,3}(?::|=>?)\\s{0,3}[\"']?(?<value>[^\\s\"',;<>]{8,200})");
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b[a-z][a-z0-9+]{2,20}://[^\\s:/@\"'$<{]{1,60}:(?<value>[^\\s/@\"'$<{]{6,100})@"
              + "(?<host>[^\\s/:\"']{1,200})");
  private static final Pattern STANDS_IN =
      Pattern.compile(
          "(?i)\\$|\\{|\\}|%|^<|^\\*+$|^x+$|\\.\\.\\.|your|change|example|dummy|todo|placeholder"
              + "|redacted|^enc\\(|^vault:|^ref|^arn:|^op://|^file:|^/|^https?:|test|password|secret"
              + "|^(?:true|false|null|none|required|optional|string)$");

  private static final String MASK = "[masked]";

  private ConfiguredSecrets() {}

  static Stream<Rule.Hit> hits(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> !SHOWN_ONLY.matcher(line.file().path()).find())
        .filter(line -> inAddress(line.text()) || (isConfiguration(line) && named(line.text())))
        .map(line ->
            new Rule.Hit(
                line.file().path(),
                line.number(),
                "",
                "A password or key stands here. Read it from the environment or a secret store, and"
                    + " replace it: whoever sees the repository has it."));
  }

  /** A line without the keys and passwords in it: no model needs them to judge the line. */
  static String masked(String line) {
    var masked = new StringBuilder(SecretText.masked(line));
    for (Pattern pattern : List.of(ADDRESS, NAMED)) {
      Matcher matcher = pattern.matcher(masked.toString());
      int shift = 0;
      while (matcher.find()) {
        String value = matcher.group("value");
        if (!STANDS_IN.matcher(value).find() && (pattern == ADDRESS || looksSecret(value))) {
          masked.replace(matcher.start("value") + shift, matcher.end("value") + shift, MASK);
          shift += MASK.length() - value.length();
        }
      }
    }
    return masked.toString();
  }

  private static boolean isConfiguration(AddedLine line) {
    return CONFIGURATION.contains(line.extension()) || NAMELESS.matcher(line.file().path()).find();
  }

  private static boolean inAddress(String text) {
    Matcher matcher = ADDRESS.matcher(text);
    while (matcher.find()) {
      String host = matcher.group("host");
      boolean elsewhere =
          host.contains(".") && !host.startsWith("127.") && !host.contains("example");
      if (elsewhere && !STANDS_IN.matcher(matcher.group("value")).find()) {
        return true;
      }
    }
    return false;
  }

  private static boolean named(String text) {
    Matcher matcher = NAMED.matcher(text);
    while (matcher.find()) {
      String value = matcher.group("value");
      if (!STANDS_IN.matcher(value).find() && looksSecret(value)) {
        return true;
      }
    }
    return false;
  }

  /** Letters, digits and signs mixed as nobody names a thing. */
  private static boolean looksSecret(String value) {
    boolean upper = value.chars().anyMatch(Character::isUpperCase);
    boolean lower = value.chars().anyMatch(Character::isLowerCase);
    boolean digit = value.chars().anyMatch(Character::isDigit);
    boolean sign = value.chars().anyMatch(c -> !Character.isLetterOrDigit(c));
    int kinds = (upper ? 1 : 0) + (lower ? 1 : 0) + (digit ? 1 : 0) + (sign ? 1 : 0);
    boolean words = value.matches("[A-Za-z]+(?:[._:-][A-Za-z]+)*") || value.matches("[\\d.:-]+");
    return !words && digit && (kinds >= 3 || (kinds == 2 && entropy(value) > 3.2));
  }

  /** Bits a character, after Shannon. */
  private static double entropy(String value) {
    double sum = 0;
    for (int c : value.chars().distinct().toArray()) {
      double share = (double) value.chars().filter(each -> each == c).count() / value.length();
      sum -= share * Math.log(share) / Math.log(2);
    }
    return sum;
  }
}
