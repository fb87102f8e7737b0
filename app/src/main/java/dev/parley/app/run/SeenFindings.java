package dev.parley.app.run;

import dev.parley.adapters.nio.FileAnalysisCache;
import dev.parley.app.files.Places;
import dev.parley.event.EventLog;
import dev.parley.review.AnalysisCache;
import dev.parley.review.Finding;
import dev.parley.review.ReviewPayload;
import dev.parley.review.Verdict;
import java.util.Optional;

/**
 * The fingerprints that reviews have shown of one repository, so that none is waived that nobody
 * has seen. Of plain reviews the last ones are known, of runs all that the store has.
 */
final class SeenFindings {

  private static final int KEPT_MAX = 10_000;
  private static final int RUNS_MAX = 200;

  private final AnalysisCache shown;
  private final String repository;

  /**
   * @param repository what all clones of it have in common
   */
  SeenFindings(Places places, String repository) {
    this.shown = new FileAnalysisCache(places.home().resolve("shown"), "1", KEPT_MAX);
    this.repository = repository;
  }

  /** What a plain review came to. */
  void add(Verdict verdict) {
    verdict.findings().stream()
        .map(Finding::fingerprint)
        .flatMap(Optional::stream)
        .distinct()
        .limit(KEPT_MAX / 4)
        .forEach(fingerprint -> shown.keep(key(fingerprint), ""));
  }

  boolean has(String fingerprint, EventLog log) {
    if (shown.find(key(fingerprint)).isPresent()) {
      return true;
    }
    return log.runs().reversed().stream()
        .limit(RUNS_MAX)
        .flatMap(run -> log.readRun(run).stream())
        .anyMatch(event ->
            event.payload() instanceof ReviewPayload.Reviewed(var verdict)
                && verdict.findings().stream()
                    .anyMatch(finding -> finding.fingerprint().equals(Optional.of(fingerprint))));
  }

  private String key(String fingerprint) {
    return AnalysisCache.key(repository, fingerprint);
  }
}
