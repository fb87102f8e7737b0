package dev.parley.review;

/** Which files are tests, by their path. */
public final class TestFiles {

  private TestFiles() {}

  public static boolean isTest(String path) {
    return WeakenedTests.isTest(path);
  }
}
