package dev.parley.verification.testreport;

import dev.parley.verification.xml.XmlScanner;
import java.util.Map;

/**
 * JUnit's XML as Surefire, Gradle, pytest, Jest, Vitest, Mocha and many others write it. There is
 * no standard; this follows what they have in common.
 */
final class JunitXml implements XmlScanner.Handler {

  private static final int MAX_MESSAGE_CHARS = 2_000;

  private final TestResults results;
  private String suite = "";
  private String className = "";
  private String name = "";
  private TestOutcome outcome = TestOutcome.PASSED;
  private StringBuilder message = new StringBuilder();
  private boolean inTest;
  private boolean inFailure;

  private JunitXml(TestResults results) {
    this.results = results;
  }

  static void read(String document, TestResults results) {
    if (document.contains("<testsuite")) {
      XmlScanner.scan(document, new JunitXml(results));
    }
  }

  @Override
  public void start(String element, Map<String, String> attributes) {
    switch (element) {
      case "testsuite" -> suite = attributes.getOrDefault("name", "");
      case "testcase" -> {
        inTest = true;
        className = attributes.getOrDefault("classname", suite);
        name = attributes.getOrDefault("name", "");
        outcome = TestOutcome.PASSED;
        message = new StringBuilder();
      }
      case "failure", "error" -> {
        if (inTest) {
          outcome = TestOutcome.FAILED;
          inFailure = message.isEmpty();
          if (inFailure) {
            message.append(attributes.getOrDefault("message", "")).append('\n');
          }
        }
      }
      case "skipped" -> {
        if (inTest && outcome == TestOutcome.PASSED) {
          outcome = TestOutcome.SKIPPED;
        }
      }
      default -> inFailure = false;
    }
  }

  @Override
  public void end(String element) {
    switch (element) {
      case "testcase" -> {
        if (inTest) {
          String told = name.isEmpty() ? className : name;
          results.add(name.isEmpty() ? "" : className, told, outcome, message.toString());
        }
        inTest = false;
        inFailure = false;
      }
      case "failure", "error" -> inFailure = false;
      default -> {}
    }
  }

  @Override
  public void text(String text) {
    int room = MAX_MESSAGE_CHARS - message.length();
    if (inFailure && room > 0) {
      message.append(text, 0, Math.min(room, text.length()));
    }
  }
}
