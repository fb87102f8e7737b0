package dev.parley.verification.coverage;

/**
 * Reports of one line a fact: LCOV and Go's cover profile. Whatever does not fit is passed over.
 */
final class LineReports {

  private static final int MAX_BLOCK_LINES = 10_000;

  private LineReports() {}

  /** {@code lcov.info}: {@code SF} names a file, {@code DA} a line and how often it ran. */
  static void lcov(String report, LineCoverage into) {
    var file = new String[] {""};
    report
        .lines()
        .forEach(line -> {
          if (line.startsWith("SF:")) {
            file[0] = line.substring(3).strip();
          } else if (line.startsWith("DA:")) {
            var parts = line.substring(3).split(",", 3);
            if (parts.length >= 2) {
              into.add(file[0], LineCoverage.number(parts[0]), LineCoverage.positive(parts[1]));
            }
          }
        });
  }

  /** {@code go test -coverprofile}: {@code module/file.go:3.14,5.2 statements count}. */
  static void goProfile(String report, LineCoverage into) {
    report
        .lines()
        .filter(line -> !line.startsWith("mode:"))
        .forEach(line -> {
          int colon = line.lastIndexOf(':');
          var parts = line.substring(colon + 1).split("[., ]", -1);
          if (colon > 0 && parts.length == 6) {
            int first = LineCoverage.number(parts[0]);
            int last = LineCoverage.number(parts[2]);
            boolean covered = LineCoverage.positive(parts[5]);
            if (first > 0 && last - first <= MAX_BLOCK_LINES) {
              for (int at = first; at <= last; at++) {
                into.add(line.substring(0, colon), at, covered);
              }
            }
          }
        });
  }
}
