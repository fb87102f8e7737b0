package dev.parley.review;

import dev.parley.planning.CodingTask;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is wrong with a change without a model. What it finds holds whatever a model says. An
 * analyser that cannot do its work throws: no answer is never "nothing found".
 */
@FunctionalInterface
public interface Analyser {

  /**
   * What is to be analysed.
   *
   * @param newFiles text of each changed file after the change
   * @param task what the change is for; empty when only a diff is known
   * @param trees what the change lies between; empty when only a diff is known
   */
  record Subject(
      UnifiedDiff diff,
      Map<String, String> newFiles,
      Optional<CodingTask> task,
      Optional<Trees> trees) {
    public Subject {
      newFiles = Map.copyOf(newFiles);
    }

    /** A changed file as it was before; empty if it was not there, or is not text. */
    public Optional<String> before(FileChange file) {
      String now = newFiles.get(file.path());
      return now == null || file.kind() == FileChange.Kind.ADDED
          ? Optional.empty()
          : Optional.of(BaseText.of(file, now));
    }
  }

  /** Two trees, or commits, of the repository under review, by hash. */
  record Trees(String base, String head) {}

  /** Findings of source {@code analyser}, anchored. */
  List<Finding> analyse(Subject subject);

  /**
   * What came of an analysis.
   *
   * @param notes for people, each one sentence: what was not looked at, why, and the remedy; a note
   *     never blocks
   * @param read files that were understood besides those that Parley's own analysers understand
   */
  record Report(List<Finding> findings, List<String> notes, Set<String> read) {
    public Report {
      findings = List.copyOf(findings);
      notes = List.copyOf(notes);
      read = Set.copyOf(read);
    }

    public Report(List<Finding> findings, List<String> notes) {
      this(findings, notes, Set.of());
    }
  }

  /** The findings, and what they do not cover where the analyser may see less than it could. */
  default Report examine(Subject subject) {
    return new Report(analyse(subject), List.of());
  }
}
