package dev.parley.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gathers what was found and what was covered, and computes the verdict. A file counts as reviewed
 * only if every part it is in has a valid answer; so files start out unreviewed.
 */
final class Judgement {

  private static final int MAX_SUGGESTIONS = 20;

  private final String tree;
  private final List<ReviewPart> parts;
  private final Set<String> paths = new LinkedHashSet<>();
  private final Set<Integer> answered = new LinkedHashSet<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> suggestions = new LinkedHashSet<>();

  /**
   * @param parts all parts of the change
   */
  Judgement(String tree, UnifiedDiff diff, List<ReviewPart> parts) {
    this.tree = tree;
    this.parts = List.copyOf(parts);
    diff.files().forEach(file -> paths.add(file.path()));
  }

  void found(List<Finding> more) {
    findings.addAll(more);
  }

  /** A part has a valid answer. */
  void answered(int part, PartAnswer answer) {
    answered.add(part);
    findings.addAll(answer.findings());
    suggestions.addAll(answer.suggestions());
  }

  /** Something that keeps the change as a whole from being approved. */
  void refuse(String description) {
    String file = paths.isEmpty() ? "" : paths.iterator().next();
    findings.add(
        Finding.byAnalyser(
            "coverage", Severity.HIGH, "correctness", description, new Finding.Place(file, 0, "")));
  }

  /** Whether it cannot be approved any more. */
  boolean blocks() {
    return findings.stream().anyMatch(Finding::blocks);
  }

  Verdict verdict() {
    var unreviewed = unreviewed();
    boolean approved = !paths.isEmpty() && unreviewed.isEmpty() && !blocks();
    return new Verdict(
        tree,
        approved,
        distinct(),
        suggestions.stream().limit(MAX_SUGGESTIONS).toList(),
        unreviewed);
  }

  private List<String> unreviewed() {
    var covered = new LinkedHashSet<String>();
    parts.forEach(part -> covered.addAll(part.paths()));
    for (int i = 0; i < parts.size(); i++) {
      if (!answered.contains(i)) {
        parts.get(i).paths().forEach(covered::remove);
      }
    }
    return paths.stream().filter(path -> !covered.contains(path)).toList();
  }

  /** The worst first; of those that say the same of the same place, one. */
  private List<Finding> distinct() {
    var distinct = new LinkedHashMap<String, Finding>();
    var order =
        Comparator.<Finding>comparingInt(finding -> finding.blocks() ? 0 : 1)
            .thenComparing(Finding::severity)
            .thenComparing(Finding::file)
            .thenComparingInt(Finding::line);
    findings.stream()
        .sorted(order)
        .forEach(finding -> distinct.putIfAbsent(identity(finding), finding));
    return List.copyOf(distinct.values());
  }

  private static String identity(Finding finding) {
    String said = finding.description().toLowerCase(Locale.ROOT);
    String words = said.replaceAll("[^\\p{L}\\p{N}]+", " ");
    return String.join("\0", finding.file(), String.valueOf(finding.line()), words);
  }
}
