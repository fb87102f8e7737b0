package dev.parley.verification.testreport;

/**
 * One test as its runner told of it.
 *
 * @param suite class, file or package; empty if the runner names none
 * @param message why it failed, cut; empty if it is not known
 */
public record TestResult(String suite, String name, TestOutcome outcome, String message) {

  /** What it is known by from one run to the next. */
  public String id() {
    return suite.isEmpty() ? name : suite + " > " + name;
  }
}
