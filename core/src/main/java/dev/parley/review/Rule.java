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
    var place = new Finding.Place(hit.path(), hit.line(), ModelIssue.safeQuote(hit.quote()));
    return Finding.byAnalyser(id, severity, category, hit.description(), place);
  }
}
