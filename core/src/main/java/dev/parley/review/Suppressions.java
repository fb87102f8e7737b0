package dev.parley.review;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Comments and annotations that silence a compiler or linter. */
final class Suppressions {

  /** Ids of the rules about them. */
  static final Set<String> RULES = Set.of("suppression", "narrow-suppression");

  private static final List<Suppression> ALL =
      List.of(
          comment(
              "js jsx mjs cjs ts tsx mts cts vue svelte astro html css scss less",
              "@ts-(?:nocheck|ignore|expect-error)"
                  + "|(?:eslint|oxlint|tslint|stylelint)[-:]disable"
                  + "|biome-ignore|js[hl]int (?:ignore|-W)|(?:istanbul|c8|v8) ignore"),
          comment(
              "py pyi pyx",
              "\\bnoqa\\b|\\btype: ?ignore\\b|\\bpyright: ?ignore\\b|\\bmypy: ?ignore-errors\\b"
                  + "|\\bpylint: ?(?:disable|skip-file)\\b|\\bnosec\\b|\\bpragma: ?no ?cover\\b"),
          comment(
              "java kt kts groovy scala gradle",
              "\\bNOPMD\\b|\\bCHECKSTYLE[: ]?OFF\\b|\\bnoinspection\\b|\\bscalastyle:off\\b"
                  + "|\\bdetekt:disable|\\bktlint-disable\\b"),
          code(
              "java kt kts groovy scala",
              "@(?:file:)?Suppress(?:Warnings|FBWarnings|Lint)?\\s{0,3}\\(|@nowarn\\b"),
          comment("go", "\\bnolint\\b|#nosec\\b"),
          code("rs", "#!?\\[(?:cfg_attr\\(.{0,80})?(?:allow|expect)\\("),
          comment("rb rake", "\\brubocop:(?:disable|todo)\\b"),
          comment("c h cc cpp cxx hpp hh m mm", "\\bNOLINT"),
          code(
              "c h cc cpp cxx hpp hh m mm cs",
              "#\\s{0,3}pragma (?:(?:GCC|clang) diagnostic ignored|warning ?\\(? ?disable)"
                  + "|\\[(?:assembly: ?)?SuppressMessage"),
          comment("php", "@phpstan-ignore|@psalm-suppress|phpcs:(?:ignore|disable)"),
          comment("swift", "\\bswiftlint:disable"),
          comment("sh bash zsh", "\\bshellcheck disable="),
          comment("*", "\\bnosemgrep\\b|\\bNOSONAR\\b"));

  /** Names what it silences. */
  private static final Pattern NARROW =
      Pattern.compile(
          "(?:eslint|oxlint|tslint|stylelint)[-:]disable(?:-next-line|-line)?:?\\s{1,3}@?[a-z]"
              + "|biome-ignore\\s{1,3}\\w+/\\w|(?:istanbul|c8|v8) ignore|pragma: ?no ?cover"
              + "|\\bnoqa: ?[A-Z]+\\d|(?:type|pyright): ?ignore\\[|pylint: ?disable=\\w"
              + "|@(?:file:)?Suppress(?:Warnings)?\\s{0,3}\\((?:value ?= ?)?\\{?\\s{0,3}\""
              + "|\\bnoinspection \\w|\\bCHECKSTYLE|\\bscalastyle:off|\\bktlint-disable \\w"
              + "|\\bnolint:\\w|^\\s*#\\[(?:allow|expect)\\(|\\brubocop:disable [A-Z]\\w+/"
              + "|\\bshellcheck disable=SC|\\bNOLINT(?:NEXTLINE)?\\(|warning ?disable CS\\d"
              + "|\\bswiftlint:disable:(?:next|this|previous) \\w");

  /** Silences more than it seems to, or what speaks of security. */
  private static final Pattern WIDE =
      Pattern.compile(
          "(?i)[\"(=:, ]all\\b|\\bwarnings\\)|clippy::(?:all|correctness|suspicious)"
              + "|unused_must_use|unsafe|noqa: ?S\\d|gosec|security|no-undef\\b|unreachable");

  private static final Set<String> PROSE = Set.of("md", "markdown", "txt", "rst", "adoc", "");
  private static final Pattern COMMENT = Pattern.compile("//|#|/\\*|<!--|--|;");
  private static final int SEARCHED_CHARS = 20_000;

  /**
   * One family.
   *
   * @param extensions of the files it works in; {@code *} for all but prose
   * @param commented whether it only works in a comment
   */
  private record Suppression(Set<String> extensions, Pattern token, boolean commented) {

    boolean worksIn(String extension) {
      return extensions.contains("*") ? !PROSE.contains(extension) : extensions.contains(extension);
    }

    boolean isIn(String line) {
      Matcher matcher = token.matcher(line);
      return matcher.find() && (commented ? inComment(line, matcher) : inCode(line, matcher));
    }

    /** Behind a comment's beginning, or first in its line, as within a comment of several lines. */
    private static boolean inComment(String line, Matcher token) {
      String before = line.substring(0, token.start());
      return before.isBlank()
          || before.strip().equals("*")
          || COMMENT.matcher(before).find()
          || line.startsWith("#", token.start());
    }

    private static boolean inCode(String line, Matcher token) {
      String before = line.substring(0, token.start()).strip();
      boolean comment =
          before.startsWith("//") || before.startsWith("*") || before.startsWith("/*");
      return !comment && !before.endsWith("\"") && !before.endsWith("'");
    }
  }

  private Suppressions() {}

  private static Suppression comment(String extensions, String token) {
    return new Suppression(Set.of(extensions.split(" ", -1)), Pattern.compile(token), true);
  }

  private static Suppression code(String extensions, String token) {
    return new Suppression(Set.of(extensions.split(" ", -1)), Pattern.compile(token), false);
  }

  /** Those that silence everything, type errors, or checks of security. */
  static Stream<Rule.Hit> broad(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> suppresses(line) && !isNarrow(line.text()))
        .map(line ->
            Rule.Hit.at(
                line, "This silences a compiler or linter. Mend what it complains about instead."));
  }

  /** Those that silence one rule, by name; they switch off nothing that this gate relies on. */
  static Stream<Rule.Hit> narrow(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> suppresses(line) && isNarrow(line.text()))
        .map(line -> Rule.Hit.at(line, "This silences one rule of a linter."));
  }

  private static boolean isNarrow(String text) {
    return NARROW.matcher(text).find() && !WIDE.matcher(text).find();
  }

  private static boolean suppresses(AddedLine line) {
    String text = line.text();
    String searched = text.length() > SEARCHED_CHARS ? text.substring(0, SEARCHED_CHARS) : text;
    return ALL.stream().anyMatch(each -> each.worksIn(line.extension()) && each.isIn(searched));
  }
}
