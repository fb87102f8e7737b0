package dev.parley.verification.testreport;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Collects results by what a test is known by. A test that is told of twice keeps the worse end and
 * the first message. Used by one thread.
 */
public final class TestResults {

  /** Of one check; what comes later is dropped, and {@link #complete} says so. */
  public static final int MAX_RESULTS = 50_000;

  private static final int MAX_NAME_CHARS = 300;
  private static final int MAX_MESSAGE_CHARS = 2_000;

  private final Map<String, TestResult> byId = new LinkedHashMap<>();
  private boolean complete = true;

  /** Adds one; a name is put on one line, and long texts are cut. */
  void add(String suite, String name, TestOutcome outcome, String message) {
    var result =
        new TestResult(
            oneLine(suite), oneLine(name), outcome, cut(message.strip(), MAX_MESSAGE_CHARS));
    if (result.name().isEmpty()) {
      return;
    }
    var known = byId.get(result.id());
    if (known == null && byId.size() >= MAX_RESULTS) {
      complete = false;
      return;
    }
    byId.put(result.id(), known == null ? result : worse(known, result));
  }

  private static TestResult worse(TestResult one, TestResult other) {
    var worse = other.outcome().compareTo(one.outcome()) > 0 ? other : one;
    boolean explained = !worse.message().isEmpty() || one.outcome() != other.outcome();
    return explained
        ? worse
        : new TestResult(
            worse.suite(), worse.name(), worse.outcome(), one.message() + other.message());
  }

  public Collection<TestResult> all() {
    return byId.values();
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** Whether nothing had to be dropped. */
  public boolean complete() {
    return complete;
  }

  /** What failed, by id, in the order it was told. */
  public Map<String, TestResult> failed() {
    var failed = new LinkedHashMap<String, TestResult>();
    byId.forEach((id, result) -> {
      if (result.outcome() == TestOutcome.FAILED) {
        failed.put(id, result);
      }
    });
    return failed;
  }

  /** Ids of what ended so. */
  public Set<String> ended(TestOutcome outcome) {
    var ids = new LinkedHashSet<String>();
    byId.forEach((id, result) -> {
      if (result.outcome() == outcome) {
        ids.add(id);
      }
    });
    return ids;
  }

  private static String oneLine(String text) {
    String line = text.strip();
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line = line.replaceAll("\\p{Cc}+", " ");
        break;
      }
    }
    return cut(line, MAX_NAME_CHARS);
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end);
  }
}
