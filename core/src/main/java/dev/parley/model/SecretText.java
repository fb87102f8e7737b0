package dev.parley.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keys and tokens that can be told by their shape alone. For masking what goes into logs and
 * events, and for finding what must not be committed. Every pattern takes linear time.
 */
public final class SecretText {

  private static final int MIN_DISTINCT_CHARS = 10;
  private static final int MIN_CHARS_BESIDE_RUNS = 16;
  private static final int KEPT_CHARS = 4;

  private static final Pattern RUN = Pattern.compile("(.)\\1{3,}+");
  private static final List<String> PLACEHOLDER_WORDS =
      List.of("EXAMPLE", "PLACEHOLDER", "DUMMY", "FAKE", "SAMPLE", "YOUR");

  /** Where a word begins, or a colour of a terminal ends. */
  private static final String START = "(?:\\b|(?<=\\[[0-9;]{1,8}m))";

  /**
   * How secrets of one kind look. Only where a text has one of the beginnings is it held against
   * the pattern: lines of minified code are too long for anything dearer.
   */
  private record Shape(List<String> beginnings, Pattern pattern) {

    static Shape of(String beginnings, String rest) {
      var words = List.of(beginnings.split(" ", -1));
      String any = words.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
      return new Shape(words, Pattern.compile(START + any + rest));
    }

    void find(String text, Consumer<String> found) {
      for (String beginning : beginnings) {
        int at = text.indexOf(beginning);
        while (at >= 0) {
          var matcher = pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
          boolean is = matcher.lookingAt();
          if (is) {
            found.accept(matcher.group());
          }
          at = text.indexOf(beginning, is ? matcher.end() : at + 1);
        }
      }
    }
  }

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of("AKIA ASIA", "[0-9A-Z]{16}\\b"),
          Shape.of("sk-ant- sk-proj- sk-or- sk-svcacct- sk-admin-", "[A-Za-z0-9_-]{20,200}+"),
          Shape.of("sk-", "[A-Za-z0-9]{32,200}+(?![A-Za-z0-9-])"),
          Shape.of("rk_live_ sk_live_", "[A-Za-z0-9]{20,200}+"),
          Shape.of("ghp_ gho_ ghu_ ghs_ ghr_", "[A-Za-z0-9]{36,255}+"),
          Shape.of("github_pat_", "[A-Za-z0-9_]{60,255}+"),
          Shape.of("glpat-", "[A-Za-z0-9_-]{20,100}+"),
          Shape.of("xox", "[abeoprs]-[A-Za-z0-9-]{20,250}+"),
          Shape.of("AIza", "[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
          Shape.of("npm_", "[A-Za-z0-9]{36}\\b"),
          Shape.of("pypi-", "[A-Za-z0-9_-]{50,250}+"),
          Shape.of("hf_", "[A-Za-z0-9]{30,60}\\b"),
          Shape.of("SG.", "[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"));

  /** The secret half of an AWS key pair has no shape of its own; its name gives it away. */
  private static final Pattern AWS_SECRET =
      Pattern.compile(
          "(?i:aws.{0,20}?secret.{0,30}?|secret_?access_?key)[^A-Za-z0-9/+=]{1,5}"
              + "(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])");

  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----"
              + "(?:[^-]{1,10000}+|-(?!----)){0,50}+"
              + "(?:-----END [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----)?+");

  private SecretText() {}

  /**
   * Secrets in a text, in no order. What is plainly a placeholder is none: few different
   * characters, the same one over and over, or a word such as {@code EXAMPLE} in it.
   */
  public static List<String> found(String text) {
    var found = new ArrayList<String>();
    SHAPES.forEach(shape -> shape.find(text, candidate -> add(found, candidate)));
    Matcher aws = AWS_SECRET.matcher(text);
    while (aws.find()) {
      add(found, aws.group("value"));
    }
    return found;
  }

  private static void add(List<String> found, String candidate) {
    String upper = candidate.toUpperCase(Locale.ROOT);
    boolean placeholder =
        candidate.chars().distinct().count() < MIN_DISTINCT_CHARS
            || RUN.matcher(candidate).replaceAll("").length() < MIN_CHARS_BESIDE_RUNS
            || PLACEHOLDER_WORDS.stream().anyMatch(upper::contains);
    if (!placeholder) {
      found.add(candidate);
    }
  }

  /** The text with every secret and private key cut down to its first characters. */
  public static String masked(String text) {
    String masked = text;
    for (String secret : found(text)) {
      masked = masked.replace(secret, secret.substring(0, KEPT_CHARS) + "[masked]");
    }
    return PRIVATE_KEY.matcher(masked).replaceAll("[masked private key]");
  }
}
