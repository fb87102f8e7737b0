package dev.parley.verification;

import java.util.Set;
import java.util.regex.Pattern;

/** By which names test runners and coverage tools are known to leave their reports. */
final class ReportNames {

  private static final Pattern JUNIT =
      Pattern.compile(
          "(?:.*/)?(?:surefire-reports|failsafe-reports|test-results|test-reports)/(?:.*/)?[^/]*\\.xml"
              + "|(?:.*/)?(?:[\\w.-]*junit[\\w.-]*|TEST-[^/]*|test-results?|test-report)\\.xml");

  private static final Set<String> COVERAGE =
      Set.of(
          "lcov.info",
          "jacoco.xml",
          "jacocoTestReport.xml",
          "coverage.xml",
          "cobertura.xml",
          "cobertura-coverage.xml",
          "coverage.out",
          "cover.out",
          "c.out");

  private ReportNames() {}

  static boolean isTests(String path) {
    return JUNIT.matcher(path).matches();
  }

  static boolean isCoverage(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return COVERAGE.contains(name) || name.endsWith(".coverprofile");
  }
}
