package dev.parley.adapters.javac;

import dev.parley.process.Completed;
import dev.parley.review.Analyser;
import dev.parley.review.FileChange;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.review.TestFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the program's answer means for a change. Pure. */
final class JavaFindings {

  /** The checks, or one of the tools, did not do their work. */
  static final String FAILED = "java-checks-failed";

  static final String SYNTAX = "syntax-error";
  static final String NOT_ANALYSED = "not-analysed";

  private static final int QUOTE_MAX = 500;

  /** Where files lie that are not, or not yet, Java: templates, and what tools are tested with. */
  private static final Pattern NO_PROGRAM =
      Pattern.compile(
          "(^|/)(resources|testdata|test-data|fixtures?|templates?|archetype[^/]*|corpus)/");

  private final Map<String, JavaRule> rules;
  private final Analyser.Subject subject;
  private final Map<String, FileChange> files;

  /**
   * For a change.
   *
   * @param files what was asked about, by path; not empty
   */
  JavaFindings(
      Map<String, JavaRule> rules, Analyser.Subject subject, Map<String, FileChange> files) {
    this.rules = rules;
    this.subject = subject;
    this.files = files;
  }

  /** A file is not looked at; a model still reads it. */
  static Finding leftOut(String path, String why) {
    return note(NOT_ANALYSED, Severity.LOW, path, "Error Prone and PMD left this out: " + why);
  }

  List<Finding> of(Completed completed) {
    if (completed.timedOut()) {
      return List.of(failed("they took more than " + completed.elapsedMillis() / 1000 + " s"));
    }
    var reply = Reply.parse(completed.stdout());
    if (!completed.succeeded() || !reply.whole()) {
      String last = completed.stderr().lines().reduce("", (one, next) -> next);
      return List.of(failed("exit code " + completed.exitCode() + " " + shortened(last)));
    }
    return of(reply);
  }

  /** What a whole answer means. */
  List<Finding> of(Reply reply) {
    var findings = new ArrayList<Finding>();
    failures(reply, findings);
    hits(reply, findings);
    return findings;
  }

  private void hits(Reply reply, List<Finding> findings) {
    var before = new HashMap<String, Integer>();
    var told = new HashSet<Reply.Hit>();
    var texts = new HashMap<String, String[]>();
    for (Reply.Hit hit : reply.hits()) {
      if (!hit.head() && told.add(hit)) {
        before.merge(key(hit, oldLine(hit, texts)), 1, Integer::sum);
      }
    }
    for (Reply.Hit hit : reply.hits()) {
      JavaRule rule = rules.get(hit.rule());
      if (hit.head() && rule != null && files.containsKey(hit.path()) && told.add(hit)) {
        String line = newLine(hit, texts);
        if (before.merge(key(hit, line), -1, Integer::sum) < 0) {
          findings.add(finding(rule, hit, line));
        }
      }
    }
  }

  private static String key(Reply.Hit hit, String line) {
    return String.join("\0", hit.rule(), hit.path(), line.replaceAll("\\s+", ""));
  }

  private String newLine(Reply.Hit hit, Map<String, String[]> texts) {
    return line(
        texts.computeIfAbsent(
            hit.path(), path -> String.valueOf(subject.newFiles().get(path)).split("\n", -1)),
        hit.line());
  }

  private String oldLine(Reply.Hit hit, Map<String, String[]> texts) {
    return line(
        texts.computeIfAbsent(
            "\0" + hit.path(),
            _ ->
                Optional.ofNullable(files.get(hit.path()))
                    .flatMap(subject::before)
                    .orElse("")
                    .split("\n", -1)),
        hit.line());
  }

  private static String line(String[] lines, int number) {
    String line = number >= 1 && number <= lines.length ? lines[number - 1] : "";
    return line.strip();
  }

  private static Finding finding(JavaRule rule, Reply.Hit hit, String line) {
    var place = new Finding.Place(hit.path(), hit.line(), shortened(line));
    var severity = rule.severity(TestFiles.isTest(hit.path()));
    String says = rule.says().isEmpty() ? hit.message() : rule.says();
    return Finding.byAnalyser(rule.id(), severity, rule.category(), says, place);
  }

  private void failures(Reply reply, List<Finding> findings) {
    var brokenBefore = new HashSet<String>();
    var unread = new HashSet<String>();
    for (Reply.Failure failure : reply.failures()) {
      boolean read = !Set.of("SYNTAX", "DIALECT", "UNKNOWN_TYPES", "FILE").contains(failure.kind());
      if (!read) {
        (failure.head() ? unread : brokenBefore).add(failure.path());
      }
    }
    for (Reply.Failure failure : reply.failures()) {
      if (failure.head()) {
        meaning(failure, brokenBefore, unread).ifPresent(findings::add);
      }
    }
  }

  private Optional<Finding> meaning(
      Reply.Failure failure, Set<String> brokenBefore, Set<String> unread) {
    String path = failure.path();
    return switch (failure.kind()) {
      case "SYNTAX" -> {
        boolean harmless = brokenBefore.contains(path) || NO_PROGRAM.matcher(path).find();
        var severity = harmless ? Severity.LOW : Severity.HIGH;
        var place = new Finding.Place(path, failure.line(), "");
        String says = "This does not compile: " + failure.detail();
        yield Optional.of(Finding.byAnalyser(SYNTAX, severity, "correctness", says, place));
      }
      case "DIALECT" ->
          Optional.of(leftOut(path, "it is not Java as of today: " + failure.detail()));
      case "UNKNOWN_TYPES", "CHECK" ->
          Optional.of(note(NOT_ANALYSED, Severity.LOW, path, gaveUp(failure)));
      case "FILE" -> Optional.of(note(FAILED, Severity.MEDIUM, path, gaveUp(failure)));
      case "PMD" ->
          unread.contains(path)
              ? Optional.empty()
              : Optional.of(note(NOT_ANALYSED, Severity.LOW, path, "PMD: " + failure.detail()));
      default -> Optional.of(failed(path + ": " + failure.detail()));
    };
  }

  private static String gaveUp(Reply.Failure failure) {
    return "Error Prone gave up on this file: " + failure.detail();
  }

  private Finding failed(String why) {
    String first = files.keySet().iterator().next();
    return note(FAILED, Severity.MEDIUM, first, "The checks of Java failed: " + why);
  }

  private static Finding note(String rule, Severity severity, String path, String says) {
    var place = new Finding.Place(path, 0, "");
    return Finding.byAnalyser(rule, severity, "correctness", says, place);
  }

  private static String shortened(String text) {
    return text.length() > QUOTE_MAX ? text.substring(0, QUOTE_MAX) : text;
  }
}
