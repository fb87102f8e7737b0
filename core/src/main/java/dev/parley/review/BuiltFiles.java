package dev.parley.review;

import dev.parley.review.syntax.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of JavaScript that a tool wrote from other files. Rules for what people write say nothing
 * of them. They are told by where they stand and how they look, never by what a comment claims:
 * otherwise whoever wrote a change could hide code from its review. Pure.
 */
public final class BuiltFiles {

  /** How a file was built. */
  public enum Kind {
    /** Without white space and names: nothing but secrets and disguises is looked for. */
    MINIFIED,
    /** Put together, in lines: what is surely wrong still counts. */
    BUNDLED
  }

  /** Mean characters of a line, above which nobody wrote it by hand. */
  private static final int DENSE_MEAN = 250;

  private static final int LONG_LINE = 2_000;
  private static final int ENDS_CHARS = 4_000;
  private static final int NAMED_MAX = 20;

  private static final Pattern NAMED =
      Pattern.compile("(?i)[.-](?:min|bundle|prod(?:uction)?|umd)\\.[cm]?js$");
  private static final Pattern OUTPUT =
      Pattern.compile(
          "(?i)(?:^|/)(?:dist|build|bundles?|out|umd|vendor|vendored|third[_-]party|node_modules)/");
  private static final Pattern SERVED =
      Pattern.compile("(?i)(?:^|/)(?:public|static|assets|wwwroot)/");

  /** What bundlers and compilers write around and into what they put together. */
  private static final Pattern TRACES =
      Pattern.compile(
          "typeof (?:exports|define) ?===? ?['\"](?:object|function)['\"]"
              + "|__webpack_require__|\\bwebpackChunk|\\bregeneratorRuntime\\b|^//#"
              + " sourceMappingURL=|\\bparcelRequire|^System\\.register\\(|Object\\.defineProperty\\(exports,"
              + " ['\"]__esModule"
              + "|\\b(?:_interopRequire\\w+|_interopDefault\\w*|_classCallCheck|__importDefault)\\b",
          Pattern.MULTILINE);

  /**
   * What has no business in a file that nobody can read, and what such files are disguised with.
   */
  private static final List<Pattern> DISGUISES =
      List.of(
          Pattern.compile("\\b_0x[0-9a-f]{4,8}\\b"),
          Pattern.compile("\\bchild_process\\b"),
          Pattern.compile(
              "\\b(?:eval|Function)\\(\\s*(?:atob|unescape|decodeURIComponent|Buffer|function\\(p,a,c)"),
          Pattern.compile("\\bJSON\\.stringify\\(process\\.env\\)"),
          Pattern.compile("\\bfromCharCode\\((?:0x)?\\w{1,4}(?:,(?:0x)?\\w{1,4}){20}"));

  /** What is wrong in a bundle too, wherever its parts came from. */
  private static final Set<String> SURE =
      Set.of("null-dereference", "syntax-error", "code-injection", "command-injection");

  /** What counts in all of them. */
  private static final Set<String> KEPT = Set.of("hard-coded-credentials", "analyser-error");

  private final Map<String, Kind> kinds;

  private BuiltFiles(Map<String, Kind> kinds) {
    this.kinds = Map.copyOf(kinds);
  }

  /** Those of a change. */
  public static BuiltFiles of(Analyser.Subject subject) {
    var kinds = new HashMap<String, Kind>();
    for (FileChange file : subject.diff().files()) {
      String text = subject.newFiles().get(file.path());
      if (file.exists() && text != null && isScript(file.path())) {
        kind(subject, file, text).ifPresent(kind -> kinds.put(file.path(), kind));
      }
    }
    return new BuiltFiles(kinds);
  }

  /** How a changed file was built; empty if it was not. */
  public Optional<Kind> kind(String path) {
    return Optional.ofNullable(kinds.get(path));
  }

  /** Which files were not analysed; empty if there are none. */
  Optional<String> note() {
    var named = minified();
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Not analysed: %s%s (minified); looked at for secrets and disguises only."
                .formatted(
                    named.stream().limit(NAMED_MAX).collect(Collectors.joining(", ")),
                    named.size() > NAMED_MAX
                        ? " and %d more".formatted(named.size() - NAMED_MAX)
                        : ""));
  }

  private List<String> minified() {
    return kinds.entrySet().stream()
        .filter(entry -> entry.getValue() == Kind.MINIFIED)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What an analyser found, as far as it counts in such files. */
  Stream<Finding> weighed(Finding finding) {
    boolean forbidden =
        RuleAnalyser.forbids(finding.rule()) && !Suppressions.RULES.contains(finding.rule());
    Kind kind = kinds.get(finding.file());
    if (kind == null || forbidden) {
      return Stream.of(finding);
    }
    return switch (kind) {
      case MINIFIED -> KEPT.contains(finding.rule()) ? Stream.of(finding) : Stream.empty();
      case BUNDLED ->
          SURE.contains(finding.rule()) || KEPT.contains(finding.rule())
              ? Stream.of(finding)
              : Stream.empty();
    };
  }

  private static boolean isScript(String path) {
    return Language.of(path).filter(language -> language.family().equals("js")).isPresent();
  }

  private static Optional<Kind> kind(Analyser.Subject subject, FileChange file, String text) {
    String path = file.path();
    boolean output = NAMED.matcher(path).find() || OUTPUT.matcher(path).find();
    if (isDense(text)
        && (output
            || SERVED.matcher(path).find()
            || subject.before(file).filter(BuiltFiles::isDense).isPresent())) {
      return Optional.of(Kind.MINIFIED);
    }
    return output && TRACES.matcher(ends(text)).find()
        ? Optional.of(Kind.BUNDLED)
        : Optional.empty();
  }

  private static boolean isDense(String text) {
    long lines = text.lines().filter(line -> !line.isBlank()).count();
    long inLong = text.lines().mapToLong(String::length).filter(length -> length > LONG_LINE).sum();
    return lines > 0 && (text.length() / lines > DENSE_MEAN || inLong * 2 > text.length());
  }

  private static String ends(String text) {
    return text.length() <= 2 * ENDS_CHARS
        ? text
        : text.substring(0, ENDS_CHARS) + "\n" + text.substring(text.length() - ENDS_CHARS);
  }

  /** What a file that nobody reads has gained, and why that is no good sign. */
  static Stream<Rule.Hit> disguised(Analyser.Subject subject) {
    return of(subject).minified().stream()
        .flatMap(path -> subject.diff().files().stream().filter(file -> file.path().equals(path)))
        .filter(file -> {
          String now = subject.newFiles().getOrDefault(file.path(), "");
          String before = subject.before(file).orElse("");
          return DISGUISES.stream().anyMatch(each -> count(each, now) > count(each, before));
        })
        .map(file ->
            new Rule.Hit(
                file.path(),
                0,
                "",
                "This minified file has gained what runs programs, hides what it runs or reads the"
                    + " environment. Build it anew from its sources, and compare."));
  }

  private static long count(Pattern pattern, String text) {
    return pattern.matcher(text).results().count();
  }
}
