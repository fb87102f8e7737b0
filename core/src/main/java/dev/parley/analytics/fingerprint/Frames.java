package dev.parley.analytics.fingerprint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds in a stack trace the innermost frame that is the repository's own. Pure. */
final class Frames {

  private static final Pattern JAVA =
      Pattern.compile(
          "^\\s{0,40}at (?:[\\w.-]{1,60}/)?(?<c>[\\w.$]{1,200})\\.(?<m>[\\w$<>]{1,100})\\([\\w$]{1,100}\\.(?:java|kt|scala|groovy)");
  private static final Pattern PYTHON =
      Pattern.compile(
          "^\\s{0,40}File \"(?<f>[^\"]{1,300})\", line \\d{1,7}, in (?<m>[\\w<>]{1,100})");
  private static final Pattern PYTEST = Pattern.compile("^(?<f>[\\w./-]{1,200}\\.py):\\d{1,7}: ");
  private static final Pattern SCRIPT =
      Pattern.compile(
          "^\\s{0,40}at (?:.{0,120}\\()?(?:file://)?(?<f>[^\\s():]{1,300}\\.[cm]?[jt]sx?):\\d{1,7}:\\d{1,7}\\)?$");
  private static final Pattern GO =
      Pattern.compile("^\\s{1,40}(?<f>/?[^\\s:]{1,300}\\.go):\\d{1,7}(?:: | \\+0x|$)");
  private static final Pattern RUST =
      Pattern.compile("^\\s{0,20}--> (?<f>[^\\s:]{1,300}\\.rs):\\d{1,7}:\\d{1,7}$");

  private static final List<String> FOREIGN_CLASSES =
      List.of(
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "kotlin.",
          "kotlinx.",
          "scala.",
          "groovy.",
          "org.codehaus.groovy.",
          "org.junit.",
          "junit.",
          "org.opentest4j.",
          "org.assertj.",
          "org.hamcrest.",
          "org.mockito.",
          "org.testng.",
          "org.apache.maven.",
          "org.gradle.",
          "org.springframework.",
          "worker.");
  private static final List<String> FOREIGN_FILES =
      List.of(
          "node_modules/",
          "node:",
          "internal/",
          "site-packages/",
          "dist-packages/",
          "/lib/python",
          "<frozen",
          "<string>",
          "/usr/local/go/",
          "/usr/lib/go",
          "/pkg/mod/",
          "/rustc/",
          ".cargo/registry");

  private Frames() {}

  /** Without path and line; empty if there is none among the lines. */
  static Optional<String> innermost(List<String> lines) {
    Optional<String> python = Optional.empty();
    for (String line : lines) {
      var found = ofThrowable(line);
      if (found.isPresent()) {
        return found;
      }
      // The innermost call comes last.
      var called = file(PYTHON, line);
      python = called.isPresent() ? called : python;
    }
    return python;
  }

  private static Optional<String> ofThrowable(String line) {
    if (line.contains("at ")) {
      Matcher java = JAVA.matcher(line);
      if (java.find()) {
        String type = java.group("c");
        boolean foreign = FOREIGN_CLASSES.stream().anyMatch(type::startsWith);
        return foreign ? Optional.empty() : Optional.of(simple(type) + "." + java.group("m"));
      }
      return file(SCRIPT, line);
    }
    return file(PYTEST, line).or(() -> file(RUST, line)).or(() -> file(GO, line));
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static Optional<String> file(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find() || FOREIGN_FILES.stream().anyMatch(matcher.group("f")::contains)) {
      return Optional.empty();
    }
    String name = name(matcher.group("f"));
    boolean called = pattern.namedGroups().containsKey("m");
    return Optional.of(called ? name + " " + matcher.group("m") : name);
  }

  /** The last part of a path. */
  static String name(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }
}
