package dev.parley.verification.testreport;

/** How one test ended. Of two reports on one test the later constant wins. */
public enum TestOutcome {
  SKIPPED,
  PASSED,
  FAILED
}
