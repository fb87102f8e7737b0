package dev.parley.review.tools;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Overwrites what silences analysers, compilers and linters in a scratch copy. Every character that
 * is overwritten gives way to one other character of ASCII, and no end of line is touched, so that
 * each line and column of a report is one of the original. Pure; doing it twice changes nothing
 * more.
 *
 * <p>Words that only comments hold are overwritten wherever they stand: telling comments from
 * strings would have to be right for every dialect, and one mistake would let a suppression pass.
 */
public final class Neutraliser {

  /** What a text in parentheses may hold: nothing deeper, and whole strings. */
  private static final String ARGUMENTS =
      "\\((?:[^()\"'\\\\]|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)*+')*+\\)";

  /** An attribute of Rust is open: nothing closes it between here and there. */
  private static final String ATTRIBUTE = "#!?\\[[^\\]]*$";

  private static final List<Family> FAMILIES =
      List.of(
          // Of tools that read many languages.
          masked(
              "*",
              "nosemgrep|nosem\\b|NOSONAR|secretlint-(?:disable|enable)|ast-grep-ignore"
                  + "|gitleaks:allow|allowlist[ -]secret|trufflehog:ignore|DevSkim: ?ignore"
                  + "|codeql\\[|lgtm\\[|nocheck-parley"),
          masked(
              "js jsx mjs cjs ts tsx mts cts vue svelte astro html css scss less json jsonc graphql",
              "@ts-(?:nocheck|ignore|expect-error)|(?:eslint|oxlint|tslint|stylelint|rslint|deno)"
                  + "(?:[-:](?:disable|enable)|-lint-ignore)|deno-lint-ignore|biome-ignore"
                  + "|rome-ignore|js[hl]int\\b|\\$Flow(?:FixMe|Ignore)|@noflow|no-default-lib"
                  + "|prettier-ignore|(?:istanbul|c8|v8) ignore"),
          // A comment that configures rules: /* eslint no-eval: 0 */
          masked("js jsx mjs cjs ts tsx mts cts vue svelte", "\\b(?:eslint|oxlint)(?=[\\s-])")
              .after("/\\*\\s{0,20}$"),
          masked(
                  "py pyi pyx",
                  "(?i)(?:\\bnoqa\\b|\\bnosec\\b|\\btype: ?ignore\\b|\\bpyright:"
                      + "|\\bmypy:|\\bpylint:|\\bflake8:|\\bruff:|\\bpyre-(?:ignore|fixme)"
                      + "|\\bpragma: ?no ?cover\\b|\\bisort: ?skip)")
              .after("#[^\\n]*$"),
          masked(
              "java kt kts groovy scala gradle",
              "\\bNOPMD\\b|\\bCHECKSTYLE[: ]?OFF\\b|\\bnoinspection\\b|\\bscalastyle:off\\b"
                  + "|\\bdetekt:disable|\\bktlint-disable\\b|\\bNOLINT"),
          blanked(
              "java kt kts groovy scala",
              "@(?:[a-z]{1,8}:)?(?:[a-zA-Z]\\w{0,40}\\s{0,3}\\.\\s{0,3}){0,8}(?:SuppressWarnings"
                  + "|SuppressFBWarnings|SuppressLint|Suppress|nowarn)(?![\\w])(?:\\s*+"
                  + ARGUMENTS
                  + ")"),
          // What is too tangled to be cut out becomes an annotation that nobody knows.
          masked(
                  "java kt kts groovy scala",
                  "\\b(?:SuppressWarnings|SuppressFBWarnings|SuppressLint|Suppress|nowarn)\\b")
              .after("@[\\w.:\\s]*$"),
          masked(
              "go", "\\bnolint\\b|#nosec\\b|\\blint:(?:file-)?ignore\\b|\\bexhaustive:ignore\\b"),
          replaced("rs", "\\ballow(?=\\s{0,9}\\()", " warn").after(ATTRIBUTE),
          replaced("rs", "\\bexpect(?=\\s{0,9}\\()", "  warn").after(ATTRIBUTE),
          masked("rb rake", "\\brubocop:(?:disable|todo)\\b|\\bbrakeman:ignore\\b"),
          masked(
              "c h cc cpp cxx hpp hh m mm cs",
              "\\bNOLINT\\w*|\\bcppcheck-suppress\\w*|\\bcoverity\\["),
          blanked(
              "c h cc cpp cxx hpp hh m mm cs",
              "#\\s{0,9}pragma\\s{1,9}(?:(?:GCC|clang)\\s{1,9}diagnostic\\s{1,9}ignored"
                  + "|warning\\s{0,9}\\(?\\s{0,9}disable)[^\\n\\r]*"),
          masked("cs vb", "\\b(?:Unconditional)?SuppressMessage\\b").after("[\\[:.,]\\s*$"),
          masked(
              "php",
              "@phpstan-ignore\\S*|@psalm-suppress|phpcs:(?:ignore|disable)|@SuppressWarnings"),
          masked("swift", "\\bswiftlint:disable\\S*"),
          masked("sh bash zsh", "\\bshellcheck\\b").after("#\\s*$"));

  /** How far back it is looked for what must stand before a token; white space is not counted. */
  private static final int BEFORE_MAX = 400;

  /** A comment's words become this: a letter keeps what stands before and behind apart. */
  private static final char MASK = 'x';

  private Neutraliser() {}

  /**
   * What one language's tools obey.
   *
   * @param extensions of files it works in; {@code *} for all
   * @param before what must stand before it, white space made one; empty if anything may
   * @param filler what each match becomes, of its length; empty: made of the match
   * @param masks whether a match becomes letters; else it becomes spaces
   */
  private record Family(
      Set<String> extensions,
      Pattern token,
      Optional<Pattern> before,
      String filler,
      boolean masks) {

    Family after(String expression) {
      return new Family(extensions, token, Optional.of(Pattern.compile(expression)), filler, masks);
    }

    boolean worksIn(String extension) {
      return extensions.contains("*") || extensions.contains(extension);
    }

    String overwritten(String text) {
      var matcher = token.matcher(text);
      if (!matcher.find()) {
        return text;
      }
      var result = new StringBuilder(text.length());
      int from = 0;
      do {
        if (stands(text, matcher.start())) {
          result.append(text, from, matcher.start());
          append(result, matcher);
          from = matcher.end();
        }
      } while (matcher.find());
      return result.append(text, from, text.length()).toString();
    }

    private boolean stands(String text, int start) {
      if (before.isEmpty()) {
        return true;
      }
      var window = new StringBuilder();
      int at = start;
      for (int kept = 0; at > 0 && kept < BEFORE_MAX; at--) {
        char c = text.charAt(at - 1);
        boolean blank = Character.isWhitespace(c);
        int last = window.length() - 1;
        if (!blank || last < 0 || !Character.isWhitespace(window.charAt(last))) {
          window.append(c);
        } else if (c == '\n') {
          window.setCharAt(last, c);
        }
        kept += blank ? 0 : 1;
      }
      // Further back than we look, on one line: rather overwritten than believed.
      boolean unknown = at > 0 && window.indexOf("\n") < 0;
      return unknown || before.get().matcher(window.reverse()).find();
    }

    private void append(StringBuilder result, Matcher matcher) {
      String match = matcher.group();
      if (!filler.isEmpty()) {
        result.append(filler);
        return;
      }
      for (int i = 0; i < match.length(); i++) {
        char c = match.charAt(i);
        result.append(c == '\n' || c == '\r' || c > '\u007F' ? c : masks ? mask(c) : ' ');
      }
    }

    private static char mask(char c) {
      return Character.isLetterOrDigit(c) ? MASK : c == ' ' ? ' ' : '_';
    }
  }

  private static Family masked(String extensions, String token) {
    return new Family(
        Set.of(extensions.split(" ", -1)), Pattern.compile(token), Optional.empty(), "", true);
  }

  private static Family blanked(String extensions, String token) {
    return new Family(
        Set.of(extensions.split(" ", -1)), Pattern.compile(token), Optional.empty(), "", false);
  }

  private static Family replaced(String extensions, String token, String filler) {
    return new Family(
        Set.of(extensions.split(" ", -1)), Pattern.compile(token), Optional.empty(), filler, false);
  }

  /**
   * The text of a file without what silences analysers: as long as before, with the same lines.
   *
   * @param path decides by its extension which language's tokens are looked for
   */
  public static String neutralised(String path, String text) {
    String extension = Paths.extension(path);
    String result = text;
    for (var family : FAMILIES) {
      if (family.worksIn(extension)) {
        result = family.overwritten(result);
      }
    }
    return result;
  }
}
