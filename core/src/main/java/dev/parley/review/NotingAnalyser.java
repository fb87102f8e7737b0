package dev.parley.review;

import java.util.List;

/**
 * An analyser that may see less than it could: it says so beside its findings. A note never blocks;
 * whoever shows a verdict shows the notes with it.
 */
public interface NotingAnalyser extends Analyser {

  /**
   * What came of it.
   *
   * @param notes for people, each one sentence: what was not looked at, why, and the remedy
   */
  record Report(List<Finding> findings, List<String> notes) {
    public Report {
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
    }
  }

  /** Findings of source {@code analyser}, anchored, and what they do not cover. */
  Report examine(Subject subject);

  @Override
  default List<Finding> analyse(Subject subject) {
    return examine(subject).findings();
  }
}
