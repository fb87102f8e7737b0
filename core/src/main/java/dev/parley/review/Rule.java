package dev.parley.review;

import java.util.stream.Stream;

/**
 * One thing the built-in analyser looks for. Pure.
 *
 * @param id stable, as users see and waive it
 */
record Rule(String id, Severity severity, String category, Check check) {

  /** Looks at a whole change; the hits become findings. */
  @FunctionalInterface
  interface Check {
    Stream<Hit> hits(Analyser.Subject subject);
  }

  /**
   * A place the rule is about.
   *
   * @param line in the new file; 0 for the file as a whole
   * @param quote what stands there
   */
  record Hit(String path, int line, String quote, String description) {

    static Hit at(AddedLine line, String description) {
      return new Hit(line.file().path(), line.number(), line.text(), description);
    }
  }

  Finding finding(Hit hit) {
    return new Finding(
        severity,
        category,
        hit.description(),
        hit.path(),
        hit.line(),
        ModelIssue.safeQuote(hit.quote()),
        id,
        "analyser",
        true);
  }
}
