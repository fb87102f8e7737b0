package dev.parley.verification;

import dev.parley.llm.JsonCodec;
import dev.parley.process.Completed;
import dev.parley.verification.testreport.Diagnostics;
import dev.parley.verification.testreport.TestOutcome;
import dev.parley.verification.testreport.TestOutput;
import dev.parley.verification.testreport.TestResult;
import dev.parley.verification.testreport.TestResults;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a check's end, output and report files come to. Pure.
 *
 * <p>A check that failed always has at least one failure: tests by name, complaints of compilers
 * and linters by file and words, and what cannot be told apart is one failure, known by a digest of
 * the output's end without times and addresses.
 */
final class RunResults {

  static final String TIMED_OUT = "(timed out)";
  static final String LOST = "(output too long to be read whole)";
  private static final String WHOLE = "(whole) ";
  private static final int DIGESTED_LINES = 40;
  private static final int MESSAGE_CHARACTERS = 2_000;

  /** What differs from one run of the same program to the next. */
  private static final Pattern CHANCE =
      Pattern.compile(
          "(?<![\\w.])\\d{1,9}(?:[.,]\\d{1,9})? ?(?:ns|us|µs|ms|milliseconds?|secs?|seconds?|s|m|mins?)\\b"
              + "|\\d{4}-\\d\\d-\\d\\d[T ]?|\\d{1,2}:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?Z?"
              + "|\\b0x[0-9a-fA-F]{1,16}|/tmp/\\S+|\\bpid \\d+");

  private final Phase phase;
  private final Completed completed;
  private final String output;
  private final TestResults printed;
  private final TestResults results;
  private final boolean whole;

  /** Report files in JUnit's XML, and whether they are all that was written. */
  record Documents(List<String> texts, boolean all) {
    Documents {
      texts = List.copyOf(texts);
    }
  }

  /**
   * @param documents are believed before what was printed
   */
  RunResults(Phase phase, Completed completed, String output, Documents documents, JsonCodec json) {
    this.phase = phase;
    this.completed = completed;
    this.output = output;
    this.printed = TestOutput.printed(output, json);
    var written = TestOutput.written(documents.texts());
    this.results = written.isEmpty() ? printed : written;
    boolean lost = written.isEmpty() ? completed.truncated() : !documents.all();
    this.whole = results.complete() && !lost && !completed.timedOut();
  }

  TestResults results() {
    return results;
  }

  TestCounts counts() {
    return new TestCounts(
        results.ended(TestOutcome.PASSED).size(),
        results.failed().size(),
        results.ended(TestOutcome.SKIPPED).size());
  }

  /** Whether every test that ran is among the results, as far as can be told. */
  boolean whole() {
    return whole;
  }

  /** Message by what each failure is known by; none if the check passed. */
  Map<String, String> failures() {
    var failures = new LinkedHashMap<String, String>();
    if (completed.succeeded()) {
      return failures;
    }
    for (TestResult failed : results.failed().values()) {
      failures.put(failed.id(), failed.message());
    }
    failures.putAll(printedOnly());
    failures.putAll(Diagnostics.in(output, phase == Phase.LINT));
    if (completed.timedOut()) {
      failures.put(TIMED_OUT, "");
    } else if (failures.isEmpty()) {
      failures.put(WHOLE + digest(), end());
    } else if (!whole()) {
      failures.put(LOST, "");
    }
    return failures;
  }

  /** Failures of a second runner that wrote no file; names differ a little between the two. */
  private Map<String, String> printedOnly() {
    var only = new LinkedHashMap<String, String>();
    var written = results.failed().keySet();
    for (TestResult failed : printed.failed().values()) {
      String last = failed.name().substring(lastPart(failed.name()));
      if (written.stream().noneMatch(id -> id.endsWith(last))) {
        only.put(failed.id(), failed.message());
      }
    }
    return only;
  }

  private static int lastPart(String name) {
    int colons = name.lastIndexOf("::");
    int arrow = name.lastIndexOf(" > ");
    return Math.max(colons < 0 ? 0 : colons + 2, arrow < 0 ? 0 : arrow + 3);
  }

  /** Whether trying again may help: something that runs failed, and in time. */
  boolean repeatable() {
    boolean compilers = results.failed().isEmpty() && !Diagnostics.in(output, false).isEmpty();
    return phase == Phase.TEST && !completed.timedOut() && !compilers;
  }

  /** For people: the digest says nothing to them. */
  static String shown(String id) {
    return id.startsWith(WHOLE) ? CheckFailure.WHOLE : id;
  }

  static boolean isWhole(String id) {
    return id.startsWith(WHOLE);
  }

  private String digest() {
    var lines = output.lines().filter(line -> !line.isBlank()).toList();
    var end = lines.subList(Math.max(0, lines.size() - DIGESTED_LINES), lines.size());
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(Integer.toString(completed.exitCode()).getBytes(StandardCharsets.UTF_8));
      for (var line : end) {
        String same = CHANCE.matcher(line.strip()).replaceAll("_") + "\n";
        digest.update(same.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private String end() {
    String text = output.strip();
    return text.substring(Math.max(0, text.length() - MESSAGE_CHARACTERS)).strip();
  }
}
