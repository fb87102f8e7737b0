package dev.parley.testkit;

import dev.parley.review.AnalysisCache;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps everything, to be looked at and altered. */
public final class InMemoryAnalysisCache implements AnalysisCache {

  private final Map<String, String> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<String> find(String key) {
    return Optional.ofNullable(kept.get(key));
  }

  @Override
  public void keep(String key, String text) {
    if (text.length() <= TEXT_CHARS_MAX) {
      kept.put(key, text);
    }
  }

  /** All that is kept, by key; what is put in is found. */
  public Map<String, String> kept() {
    return kept;
  }
}
