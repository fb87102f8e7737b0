package dev.parley.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what was found and what was covered, and computes the verdict. A file counts as reviewed
 * only if every part it is in has a valid answer in every pass; so files start out unreviewed.
 */
final class Judgement {

  private static final int MAX_SUGGESTIONS = 20;

  /** Two passes that name the same kind of thing this near to each other mean the same. */
  private static final int SAME_LINES = 3;

  private final List<ReviewPart> parts;
  private final Set<String> paths = new LinkedHashSet<>();
  private final Map<Integer, Set<Pass>> answered = new HashMap<>();
  private final Set<String> suggestions = new LinkedHashSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> understood = new LinkedHashSet<>();
  private final UnifiedDiff diff;
  private List<Finding> findings = new ArrayList<>();
  private Optional<String> withoutModel = Optional.empty();

  /**
   * @param parts all parts of the change
   */
  Judgement(UnifiedDiff diff, List<ReviewPart> parts) {
    this.diff = diff;
    this.parts = List.copyOf(parts);
    diff.files().forEach(file -> paths.add(file.path()));
  }

  void found(List<Finding> more) {
    findings.addAll(more);
  }

  /** Files that programs of others understood. */
  void understood(Set<String> files) {
    understood.addAll(files);
  }

  /** Something that was not done, which says nothing of the change. */
  void note(String note) {
    notes.add(note);
  }

  /** A part has a valid answer in a pass; what an earlier pass named too is not said again. */
  void answered(int part, Pass pass, PartAnswer answer) {
    answered.computeIfAbsent(part, _ -> EnumSet.noneOf(Pass.class)).add(pass);
    var others = List.copyOf(findings);
    answer.findings().stream()
        .filter(finding -> others.stream().noneMatch(other -> covers(other, finding)))
        .forEach(findings::add);
    suggestions.addAll(answer.suggestions());
  }

  private static boolean covers(Finding one, Finding other) {
    return one.byModel()
        && one.line() > 0
        && one.file().equals(other.file())
        && one.category().equals(other.category())
        && Math.abs(one.line() - other.line()) <= SAME_LINES
        && one.severity().compareTo(other.severity()) <= 0
        && (one.anchored() || !other.anchored());
  }

  /** Nobody but analysers judges the change, for a reason. */
  void withoutModel(String reason) {
    withoutModel = Optional.of(reason);
  }

  /** Whether every file was read in every pass. */
  boolean readByModel() {
    return withoutModel.isEmpty() && unreviewed().isEmpty();
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

  /** Each finding once, marked, the worst first. */
  List<Finding> findings(Marks marks) {
    return marks.on(distinct());
  }

  /**
   * The answer.
   *
   * @param settled all findings, as they count in the end
   */
  Verdict verdict(String tree, List<Finding> settled) {
    var unreviewed = unreviewed();
    if (withoutModel.isPresent()) {
      Unread.note(diff, understood).ifPresent(notes::add);
    }
    boolean open = settled.stream().anyMatch(Finding::blocks);
    return new Verdict(
        tree,
        !paths.isEmpty() && unreviewed.isEmpty() && !open,
        settled.stream().sorted(ORDER).toList(),
        suggestions.stream().limit(MAX_SUGGESTIONS).toList(),
        unreviewed,
        List.copyOf(notes),
        withoutModel);
  }

  private static final Comparator<Finding> ORDER =
      Comparator.<Finding>comparingInt(finding -> finding.blocks() ? 0 : 1)
          .thenComparing(Finding::severity)
          .thenComparing(
              finding -> finding.mark().map(Finding.Mark::nearness).orElse(Nearness.FILE))
          .thenComparing(Finding::file)
          .thenComparingInt(Finding::line);

  private List<String> unreviewed() {
    if (withoutModel.isPresent()) {
      return findings.stream()
          .filter(finding -> finding.rule().equals(Finding.NOT_ANALYSED))
          .map(Finding::file)
          .distinct()
          .toList();
    }
    var covered = new LinkedHashSet<String>();
    parts.forEach(part -> covered.addAll(part.paths()));
    for (int i = 0; i < parts.size(); i++) {
      if (answered.getOrDefault(i, Set.of()).size() < Pass.values().length) {
        parts.get(i).paths().forEach(covered::remove);
      }
    }
    return paths.stream().filter(path -> !covered.contains(path)).toList();
  }

  /** Of those that say the same of the same place, one. */
  private List<Finding> distinct() {
    var distinct = new LinkedHashMap<String, Finding>();
    findings.stream()
        .sorted(ORDER)
        .forEach(finding -> distinct.putIfAbsent(identity(finding), finding));
    return List.copyOf(distinct.values());
  }

  private static String identity(Finding finding) {
    String said = finding.description().toLowerCase(Locale.ROOT);
    String words = said.replaceAll("[^\\p{L}\\p{N}]+", " ");
    return String.join("\0", finding.file(), String.valueOf(finding.line()), words);
  }
}
