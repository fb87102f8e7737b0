package dev.parley.verification;

/** How the named tests of a check ended. */
public record TestCounts(int passed, int failed, int skipped) {

  public int total() {
    return passed + failed + skipped;
  }
}
