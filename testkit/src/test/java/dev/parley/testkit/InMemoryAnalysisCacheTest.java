package dev.parley.testkit;

import dev.parley.review.AnalysisCache;
import dev.parley.testkit.contract.AnalysisCacheContract;

class InMemoryAnalysisCacheTest extends AnalysisCacheContract {

  private final InMemoryAnalysisCache cache = new InMemoryAnalysisCache();

  @Override
  protected AnalysisCache cache() {
    return cache;
  }
}
